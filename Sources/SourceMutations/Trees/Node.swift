/// A token, or what stands between two brackets.
enum Node: Hashable, Sendable {
    case token(Token)
    case group(Group)

    /// Brackets and what is between them.
    struct Group: Hashable, Sendable {
        let open: Token
        let nodes: [Node]
        let close: Token

        /// What lies between the brackets, with its space.
        var inside: Range<Int> { open.range.upperBound..<close.range.lowerBound }
    }

    /// The first token.
    var first: Token {
        switch self {
        case .token(let token): token
        case .group(let group): group.open
        }
    }

    /// Where it is, in bytes of the source.
    var range: Range<Int> {
        switch self {
        case .token(let token): token.range
        case .group(let group): group.open.range.lowerBound..<group.close.range.upperBound
        }
    }

    /// The token's text; nil for a group.
    var text: String? { token?.text }

    /// The token; nil for a group.
    var token: Token? { if case .token(let token) = self { token } else { nil } }

    /// What stands between braces; nil for anything else.
    var braces: Group? { group(opening: "{") }

    /// What stands between parentheses; nil for anything else.
    var parentheses: Group? { group(opening: "(") }

    private func group(opening text: String) -> Group? {
        if case .group(let group) = self, group.open.text == text { group } else { nil }
    }
}

extension Collection<Node> {
    /// From the first one's begin to the last one's end; nil if there is none.
    var range: Range<Int>? {
        guard let first, let last = dropFirst(count - 1).first else { return nil }
        return first.range.lowerBound..<last.range.upperBound
    }
}
