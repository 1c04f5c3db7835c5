internal import Yams

extension SyntaxComposer {
    /// The problem and its place that an error of the YAML library stands for.
    static func problem(
        for error: any Error,
        in source: SourceText
    ) -> PlacedProblem {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            return syntax(problem, context: context?.text, SourcePosition(mark), source)
        case .reader(let problem, _, _, _):
            return syntax(problem, context: nil, firstForbidden(in: source), source)
        case .memory, .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded,
            .duplicatedKeysInMapping, nil:
            return syntax("\(error)", context: nil, .start, source)
        }
    }

    /// Where the first character is that YAML does not allow.
    ///
    /// The library tells an offset only where a character of Swift begins.
    private static func firstForbidden(in source: SourceText) -> SourcePosition {
        let allowed = source.text.unicodeScalars.prefix { scalar in
            switch scalar {
            case "\t", "\n", "\r", " "..."~", "\u{85}", "\u{A0}"..."\u{D7FF}",
                "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                true
            default: false
            }
        }
        return SourceText.position(after: String(String.UnicodeScalarView(allowed)))
    }

    private static func syntax(
        _ problem: String,
        context: String?,
        _ position: SourcePosition,
        _ source: SourceText
    ) -> PlacedProblem {
        let lines = source.lines()
        let line = lines[min(position.line, lines.count) - 1]
        let hasBrace = line.contains(": {") || line.contains("${")
        let explanation =
            switch context {
            case nil: problem
            case .some(let context) where context.hasPrefix("while "): "\(problem) \(context)"
            case .some(let context): "\(context), \(problem)"
            }
        return (.syntax(explanation, suggestQuotes: hasBrace), position)
    }
}

extension SourcePosition {
    /// The library's own positions count from 1 too.
    init(_ mark: Mark) {
        self.init(line: max(1, mark.line), column: max(1, mark.column))
    }
}
