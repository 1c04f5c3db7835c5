internal import EventsAndEffects

extension HistoryError: CustomStringConvertible {
    /// Words the error, with its position and a way out.
    public var description: String {
        switch (line, column) {
        case (0, _): problem.words
        case (_, 0): "line \(line): \(problem.words)"
        default: "line \(line), column \(column): \(problem.words)"
        }
    }
}

extension HistoryError.Problem {
    fileprivate var words: String {
        switch self {
        case .notJSON(let problem): "not JSON: \(problem.words)"
        case .notAnObject(let found): "found \(found); expected a map, one a line"
        case .empty: "the history is empty; expected a header line such as {\"history\":1}"
        case .missingHeader:
            "the first line is no header; expected one such as {\"history\":1}"
        case .unsupportedVersion(let version):
            "history format version \(version) is not supported; this build reads version "
                + "\(HistoryHeader.currentVersion)"
        case .unknownField(let name, let suggestion):
            "unknown field '\(name)'\(Self.hint(suggestion))"
        case .missingField(let name, let owner): "\(owner) needs the field '\(name)'"
        case .wrongType(let field, let expected, let found):
            "'\(field)' must be \(expected); found \(found)"
        case .unknownValue(let field, let value, let suggestion):
            "'\(field)' does not know '\(value)'\(Self.hint(suggestion))"
        case .lineTooLong(let limit):
            "the line is longer than \(limit >> 20) MiB; a history has one fact a line"
        case .outOfOrder(let time, let previous):
            "the fact is of \(time) ns, but the one before it of \(previous) ns; "
                + "sort the facts by time"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        }
    }

    private static func hint(_ suggestion: String?) -> String {
        suggestion.map { "; did you mean '\($0)'?" } ?? ""
    }
}

extension JSONProblem {
    fileprivate var words: String {
        switch self {
        case .unexpectedEnd: "the line ends too early"
        case .unexpectedByte(let byte) where (0x21..<0x7F).contains(byte):
            "unexpected '\(Character(Unicode.Scalar(byte)))'"
        case .unexpectedByte(let byte): "unexpected byte \(byte)"
        case .trailingBytes: "something follows the value"
        case .controlCharacter: "a control character must be escaped"
        case .invalidEscape: "unknown escape"
        case .loneSurrogate: "half of a surrogate pair"
        case .invalidUTF8: "the text is not UTF-8"
        case .invalidNumber: "a digit is missing"
        case .duplicateName(let name): "'\(name)' appears twice"
        case .tooDeep: "nested too deep"
        case .tooManyValues: "more values than a line can have"
        }
    }
}
