/// Groups tokens by their brackets.
struct NodeTree {
    private var open: [(bracket: Token, nodes: [Node])] = []
    private var nodes: [Node] = []

    private init() {}

    /// The nodes of a source.
    ///
    /// - Throws: `SourceError` where brackets do not match.
    static func nodes(of source: [UInt8]) throws(SourceError) -> [Node] {
        var tree = NodeTree()
        for token in Lexer.tokens(of: source) { try tree.add(token) }
        guard let left = tree.open.last else { return tree.nodes }
        throw SourceError(place: left.bracket.range.lowerBound, reason: "it is never closed")
    }

    private mutating func add(_ token: Token) throws(SourceError) {
        guard token.kind == .punctuation, let role = Self.roles[token.text] else {
            nodes.append(.token(token))
            return
        }
        if role.isOpening {
            open.append((token, nodes))
            nodes = []
            return
        }
        guard let (bracket, before) = open.popLast(), bracket.text == role.partner else {
            throw SourceError(place: token.range.lowerBound, reason: "it closes nothing")
        }
        nodes = before + [.group(Node.Group(open: bracket, nodes: nodes, close: token))]
    }

    private static let roles: [String: (isOpening: Bool, partner: String)] = [
        "(": (true, ")"), "[": (true, "]"), "{": (true, "}"),
        ")": (false, "("), "]": (false, "["), "}": (false, "{"),
    ]
}

/// A source whose brackets do not match.
package struct SourceError: Error, Hashable, CustomStringConvertible {
    /// Where the bracket is, in bytes.
    package let place: Int
    /// What is wrong with it.
    package let reason: String

    /// The text that people read.
    package var description: String { "the bracket at byte \(place): \(reason)" }
}
