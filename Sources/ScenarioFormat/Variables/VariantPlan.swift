/// What a file's `vars` and `matrix` make of it: the combinations, and the body that each is read
/// from.
struct VariantPlan {
    /// The values that all combinations of a file may have together.
    private static let mostValues = 2_000_000
    /// What a file system takes of a name, with room for an ending.
    private static let longestName = 200

    /// The file without the keys that are used up here.
    let body: SyntaxNode
    /// The variables that are declared.
    private(set) var declarations: [Variables.Declaration] = []
    /// The combinations; one of nothing if there is no matrix, none if it is wrong.
    private(set) var combinations: [Combination] = []
    private(set) var problems: [PlacedProblem] = []
    /// Whether `vars` and `matrix` could be read: if not, what seems to be unset may be in them.
    private(set) var isReadable = false
    /// The variables and matrix keys that have a meaning in the file.
    private(set) var names: [String] = []
    private let settings: [VariableSetting]

    /// Plans a file.
    ///
    /// - Parameters:
    ///   - root: the file's map, what it includes merged into it.
    ///   - settings: what goes before the file's own values.
    init(_ root: SyntaxNode, settings: [VariableSetting]) {
        body = root.without(["vars", "matrix"])
        self.settings = settings
        var reading = Reading(knownInvariants: [])
        if let node = root["vars"] {
            declarations = VariablesDescription.variables.read(node, &reading) ?? []
        }
        var matrix = Matrix([])
        if let node = root["matrix"] {
            matrix = Matrix(VariablesDescription.matrix.read(node, &reading) ?? [])
        }
        problems = reading.problems
        isReadable = problems.isEmpty
        let texts = declarations.map(\.text) + matrix.keys.flatMap { $0.values.map(\.text) }
        names = body.variableNames + texts.flatMap(TemplateText.variables)
        names += declarations.map(\.name) + matrix.keys.map(\.name)
        guard problems.isEmpty else {
            // The first values stand for all, so that the rest of the file is read too.
            combinations = matrix.combinationOfFirstValues
            return
        }
        combine(matrix, at: root["matrix"]?.position ?? root.position)
    }

    /// What `--set` must say for a combination: what it says now, as far as it matters here, and the
    /// combination's values.
    func settings(of combination: Combination) -> [VariableSetting] {
        let given = settings.filter { setting in
            names.contains(setting.name)
                && !combination.settings.contains { $0.name == setting.name }
        }
        // A combination's values have been replaced and are not to be replaced again.
        let combined = combination.settings.map {
            VariableSetting(name: $0.name, value: TemplateText.escaping($0.value))
        }
        return given + combined
    }

    private mutating func combine(_ matrix: Matrix, at position: SourcePosition) {
        var variables = Variables(declarations, settings: settings)
        let found = matrix.pinned(by: settings).expanded(&variables)
        problems += found.problems
        let count = found.matrix.count
        guard problems.isEmpty else {
            combinations = matrix.combinationOfFirstValues
            return
        }
        guard count <= Matrix.mostCombinations else {
            let shown = count == .max ? nil : count
            let limit = Matrix.mostCombinations
            problems.append((.tooManyCombinations(count: shown, limit: limit), position))
            combinations = found.matrix.combinationOfFirstValues
            return
        }
        guard count == 1 || body.valueCount * count <= Self.mostValues else {
            problems.append((.tooManyValuesCombined(limit: Self.mostValues), position))
            combinations = found.matrix.combinationOfFirstValues
            return
        }
        combinations = found.matrix.combinations
        checkNames(at: position)
    }

    private mutating func checkNames(at position: SourcePosition) {
        let name = if case .text(let text, _)? = body["scenario"]?.content { text } else { "" }
        let long = combinations.first {
            !$0.settings.isEmpty
                && ScenarioLibrary.fileStem(of: name + $0.title).utf8.count > Self.longestName
        }
        guard let long else { return }
        problems.append(
            (.combinationNameTooLong(name + long.title, limit: Self.longestName), position)
        )
    }
}

extension Matrix {
    /// The combination of every key's first value, which stands for all where these cannot be had.
    fileprivate var combinationOfFirstValues: [Combination] {
        let settings = keys.compactMap { key in
            key.values.first.map { VariableSetting(name: key.name, value: $0.text) }
        }
        return [Combination(settings: settings)]
    }
}

extension SyntaxNode {
    /// How many values are in a tree, itself included.
    fileprivate var valueCount: Int {
        switch content {
        case .text: 1
        case .list(let elements): elements.reduce(1) { $0 + $1.valueCount }
        case .map(let entries): entries.reduce(1) { $0 + $1.value.valueCount }
        }
    }

    /// The variables that are used in a tree.
    fileprivate var variableNames: [String] {
        switch content {
        case .text(let text, _):
            TemplateText.variables(in: text)
        case .list(let elements): elements.flatMap(\.variableNames)
        case .map(let entries): entries.flatMap(\.value.variableNames)
        }
    }
}
