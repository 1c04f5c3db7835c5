/// A piece of a line of YAML, as far as its layout goes.
enum LayoutToken: Equatable {
    /// `{` or `[`.
    case open(UInt8)
    /// `}` or `]`.
    case close(UInt8)
    /// `,` between the elements of brackets.
    case comma
    /// `:` behind a key.
    case colon
    /// A scalar as it is written, or the part of it that stands in the line; an anchor, an alias.
    case text(String)
}

extension [LayoutToken] {
    /// The pieces in one line, with the spaces that belong between them.
    var line: String {
        var line = ""
        for (index, token) in enumerated() {
            // `[a, ]` is `[a]`.
            if token == .comma, index + 1 < count, case .close = self[index + 1] { continue }
            if index > 0, needsSpace(before: index) { line += " " }
            switch token {
            case .open(let sign), .close(let sign): line.unicodeScalars.append(Unicode.Scalar(sign))
            case .comma: line += ","
            case .colon: line += ":"
            case .text(let text): line += text
            }
        }
        return line
    }

    private func needsSpace(before index: Int) -> Bool {
        switch (self[index - 1], self[index]) {
        case (.open, .close): false
        case (.open(let sign), _): sign == UInt8(ascii: "{")
        case (_, .close(let sign)): sign == UInt8(ascii: "}")
        case (.text(let text), .colon): text.hasPrefix("*")
        case (_, .colon): false
        case (.colon, .comma): true
        case (_, .comma): false
        default: true
        }
    }

    /// Whether there is a key: a colon outside of all brackets.
    var hasKey: Bool {
        var depth = 0
        for token in self {
            switch token {
            case .open: depth += 1
            case .close: depth -= 1
            case .colon where depth == 0: return true
            default: continue
            }
        }
        return false
    }

    /// How many brackets are closed before anything else.
    var leadingClosers: Int {
        prefix { if case .close = $0 { true } else { false } }.count
    }
}
