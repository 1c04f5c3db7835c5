internal import Yams

extension SyntaxComposer {
    /// The problem and its place that an error of the YAML library stands for.
    static func problem(
        for error: any Error,
        in source: SourceText
    ) -> (problem: Problem, position: SourcePosition) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            return syntax(problem, context: context?.text, SourcePosition(mark), source)
        case .reader(let problem, let offset, _, let text):
            let prefix = text.prefix(offset ?? 0).utf8
            let position = SourceText.position(ofByte: prefix.count, in: prefix)
            return syntax(problem, context: nil, position, source)
        case .memory, .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded,
            .duplicatedKeysInMapping, nil:
            return syntax("\(error)", context: nil, .start, source)
        }
    }

    private static func syntax(
        _ problem: String,
        context: String?,
        _ position: SourcePosition,
        _ source: SourceText
    ) -> (problem: Problem, position: SourcePosition) {
        let lines = source.lines()
        // The library may point behind the end, where there is nothing to show.
        let line = min(position.line, lines.count)
        let shown =
            line == position.line
            ? position
            : SourcePosition(line: line, column: lines[line - 1].unicodeScalars.count + 1)
        let startsWithBrace = lines[line - 1].contains(": {")
        let explanation =
            switch context {
            case nil: problem
            case .some(let context) where context.hasPrefix("while "): "\(problem) \(context)"
            case .some(let context): "\(context), \(problem)"
            }
        return (.syntax(explanation, suggestQuotes: startsWithBrace), shown)
    }
}

extension SourcePosition {
    /// The library's own positions count from 1 too.
    init(_ mark: Mark) {
        self.init(line: max(1, mark.line), column: max(1, mark.column))
    }
}
