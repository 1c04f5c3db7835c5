/// Collects the mutants of a source while its code is walked.
///
/// What only words a log line is passed over: no scenario is about it.
struct MutantFinder {
    let source: [UInt8]
    private(set) var mutants: [Mutant] = []
    var scope = Scope(property: "")
    /// The names that the function declares without a value.
    var unset: Set<String> = []
    /// Whether what is walked gives one of them its value: nothing in it may be left out.
    var isSetting = false

    /// Prepares to find the mutants of a source.
    init(source: [UInt8]) { self.source = source }

    /// Walks the body of a function, an accessor or a property.
    mutating func walk(function body: Node.Group, in scope: Scope) {
        self.scope = scope
        unset = []
        let statements = Statement.split(body.nodes)
        let isValue = statements.count == 1 && scope.result != .nothing
        if statements.count > 1 { returnEarly(at: statements[0].range.lowerBound) }
        walk(statements, areValue: isValue)
    }

    /// Walks the initial value of a property.
    mutating func walk(expression nodes: [Node], in scope: Scope) {
        self.scope = scope
        walk(expression: nodes)
    }

    /// The text of a part of the source, as it is.
    func text(_ range: Range<Int>) -> String {
        String(decoding: source[range], as: UTF8.self)
    }

    /// Takes a mutant in.
    mutating func add(
        _ operator: MutationOperator,
        _ change: String,
        _ edits: [Mutant.Edit]
    ) {
        let place = edits[0].range.lowerBound
        let line = source[..<place].count { $0 == UInt8(ascii: "\n") } + 1
        mutants.append(
            Mutant(
                operator: `operator`,
                name: "\(scope.name): \(change)",
                line: line,
                edits: edits
            )
        )
    }

    private mutating func returnEarly(at place: Int) {
        let values: [String] =
            switch scope.result {
            case .nothing: ["return"]
            case .boolean: ["return true", "return false"]
            case .optional: ["return nil"]
            case .list: ["return []"]
            case .other: []
            }
        for value in values {
            add(
                .returnEarly,
                "\(value) at once",
                [.init(form: .statement, range: place..<place, text: value)]
            )
        }
    }
}
