/// Shows problems in the lines of their files.
struct DiagnosticList {
    private let sources: [SourceText]
    private let lines: [[String]]
    /// The last line of each file that has something in it.
    private let lastLines: [Int]

    /// A list over files, which places name by their index.
    init(_ sources: [SourceText]) {
        self.sources = sources
        lines = sources.map { $0.lines() }
        lastLines = lines.map { lines in
            lines.lastIndex { !$0.utf8.allSatisfy { $0 <= UInt8(ascii: " ") } } ?? 0
        }
    }

    /// The diagnostics, by file and place, each once; which combinations each is about is told in
    /// words.
    func diagnostics(
        _ problems: [PlacedProblem],
        combinations: [String?]? = nil
    ) -> [Diagnostic] {
        let all = problems.enumerated().map { index, found in
            diagnostic(found, combinations: combinations?[index])
        }
        return Diagnostic.unique(all)
    }

    private func diagnostic(_ found: PlacedProblem, combinations: String?) -> Diagnostic {
        let lines = lines[found.position.file]
        // What is missing at the end is shown behind the last line that has something in it.
        let index = min(found.position.line - 1, lastLines[found.position.file])
        let scalars = lines[index].unicodeScalars
        let isBehind = index < found.position.line - 1
        var column = isBehind ? scalars.count + 1 : min(found.position.column, scalars.count + 1)
        if let sign = found.problem.sign, let offset = Self.offset(of: sign, in: scalars, column) {
            column += offset
        }
        return Diagnostic(
            fileName: sources[found.position.file].fileName,
            position: SourcePosition(line: index + 1, column: column),
            sourceLine: lines[index],
            problem: found.problem,
            combinations: combinations
        )
    }

    /// How far behind a column a text stands in a line; nil if it does not.
    private static func offset(
        of sign: String,
        in line: String.UnicodeScalarView,
        _ column: Int
    ) -> Int? {
        let rest = String(String.UnicodeScalarView(line.dropFirst(column - 1)))
        guard let range = rest.unicodeScalars.firstRange(of: sign.unicodeScalars) else {
            return nil
        }
        return rest.unicodeScalars.distance(from: rest.startIndex, to: range.lowerBound)
    }
}

extension Problem {
    /// What is wrong within a text: it is pointed at, not the text's start.
    fileprivate var sign: String? {
        switch self {
        case .unsetVariable(let name, _): "${\(name)}"
        case .malformedVariable(let text): text
        default: nil
        }
    }
}

extension Diagnostic {
    /// Diagnostics in their order, each once: files that are included by several have one each.
    static func unique(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var last: Diagnostic?
        return diagnostics.sorted(by: precedes).filter { diagnostic in
            defer { last = diagnostic }
            return diagnostic != last
        }
    }
}
