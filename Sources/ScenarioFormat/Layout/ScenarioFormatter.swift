/// Gives a scenario file its canonical layout, and changes nothing of what it says.
///
/// It works on the lines as they are written, never on the values that they are read as: comments,
/// quotes, the author's choice between `{ … }` and lines of their own, and blank lines between groups
/// stay. What it settles is listed in the documentation, *The layout of a scenario file*.
///
/// Unlike ``ScenarioWriter``, which writes a typed scenario from nothing, it needs a file.
///
/// Determinism: a pure function of the text; what it has laid out it leaves as it is.
package struct ScenarioFormatter: Sendable {
    /// What became of a file.
    package enum Outcome: Equatable, Sendable {
        /// The text that the file should have, which may be the one that it has.
        case laidOut(String)
        /// The file is not a scenario, nor a part of one; it is not touched.
        case invalid([Diagnostic])
        /// The file is valid and has something in it that is not laid out; the words say what.
        case leftAlone(String)
    }

    private let parser: ScenarioParser

    /// Makes a formatter of files that this parser takes.
    package init(parser: ScenarioParser) {
        self.parser = parser
    }

    /// Lays out the bytes of a file.
    package func format(bytes: [UInt8], fileName: String) -> Outcome {
        let file = parser.parse(bytes: bytes, fileName: fileName)
        if case .invalid(let problems) = file.result {
            // A part lacks what is elsewhere, and a variable may be set by the command alone.
            let wrong = problems.filter { !$0.problem.isAbsence(isPart: !file.isNamed) }
            guard wrong.isEmpty else { return .invalid(wrong) }
        }
        let source = SourceText.decoded(bytes, fileName: fileName).source
        do throws(LineScanner.Unsupported) {
            let laidOut = try Self.layout(source.text)
            // A last look at what was made: nothing is written that says something else.
            let again = try Self.layout(laidOut.text)
            guard again.text == laidOut.text, again.comments == laidOut.comments,
                let before = Self.meaning(of: source),
                before == Self.meaning(of: SourceText(fileName: fileName, text: laidOut.text))
            else { return .leftAlone("it would say something else than it does") }
            return .laidOut(laidOut.text)
        } catch {
            return .leftAlone("it has \(error.what), which are not laid out")
        }
    }

    /// The text laid out, and its comments in the order of their bytes.
    private static func layout(
        _ text: String
    ) throws(LineScanner.Unsupported) -> (text: String, comments: [String]) {
        let bytes = Array(text.utf8)
        guard SourceText.lineStarts(of: bytes).count == lineFeeds(bytes) + 1 else {
            throw LineScanner.Unsupported(what: "line ends that editors do not know")
        }
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { Array($0.last == 0x0D ? $0.dropLast() : $0) }
        if lines.last?.isEmpty == true { lines.removeLast() }
        let layout = try LineLayout(lines)
        let order = ScenarioDescription.file.fields.map(\.name)
        let file = FileLayout(layout.lines, order: layout.hasAliases ? nil : order)
        return (file.text, layout.comments.sorted())
    }

    private static func lineFeeds(_ bytes: [UInt8]) -> Int { bytes.count { $0 == 0x0A } }

    /// What a text says: its tree, the keys of the file by name; nil if it is not YAML.
    private static func meaning(of source: SourceText) -> [String]? {
        var composer = SyntaxComposer(source)
        guard let root = composer.compose(), composer.problems.isEmpty,
            case .map(let entries) = root.content
        else { return nil }
        return entries.map { "\($0.key): \($0.value.written)" }.sorted()
    }
}

extension SyntaxNode {
    /// All that is written in a tree, without its places.
    fileprivate var written: String {
        switch content {
        case .text(let text, let isPlain):
            isPlain ? "p\(text.debugDescription)" : text.debugDescription
        case .list(let elements): "[" + elements.map(\.written).joined(separator: ",") + "]"
        case .map(let entries):
            "{"
                + entries.map { "\($0.key.debugDescription):\($0.value.written)" }
                .joined(separator: ",") + "}"
        }
    }
}

extension Problem {
    /// Whether something is not there that may be elsewhere.
    fileprivate func isAbsence(isPart: Bool) -> Bool {
        switch self {
        case .missingKey: isPart
        case .unsetVariable: true
        default: false
        }
    }
}
