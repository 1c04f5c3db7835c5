/// One statement or declaration: the nodes of it, in order.
struct Statement: Sendable {
    let nodes: [Node]

    /// Where it is, in bytes of the source.
    var range: Range<Int> { nodes[0].range.lowerBound..<nodes[nodes.count - 1].range.upperBound }

    /// The word that says what it is, behind what only qualifies it: `func` of `private static func`.
    var keyword: String {
        nodes.lazy.compactMap(\.text).first { !Self.qualifiers.contains($0) } ?? ""
    }

    /// Cuts nodes into statements: one begins with a line, unless that goes on with the last one.
    static func split(_ nodes: [Node]) -> [Statement] {
        var statements: [Statement] = []
        var current: [Node] = []
        for node in nodes {
            if node.text == ";" || (node.first.startsLine && !goesOn(with: node, after: current)) {
                if !current.isEmpty { statements.append(Statement(nodes: current)) }
                current = []
            }
            if node.text != ";" { current.append(node) }
        }
        if !current.isEmpty { statements.append(Statement(nodes: current)) }
        return statements
    }

    private static func goesOn(with node: Node, after before: [Node]) -> Bool {
        guard let last = before.last else { return false }
        if let token = last.token, token.kind == .operator, token.spacing.before { return true }
        if let text = last.text, [",", ":", "in", "where", "->"].contains(text) { return true }
        // An attribute belongs to what follows.
        if before.first?.text == "@", before.count <= 3 { return true }
        guard let token = node.token else { return node.braces != nil || node.first.text == ")" }
        if token.kind == .operator {
            return token.isBinaryOperator || token.text == "=" || token.text == "->"
        }
        return [".", ":", "else", "catch", "where", "in"].contains(token.text)
    }

    private static let qualifiers: Set<String> = [
        "public", "package", "internal", "fileprivate", "private", "static", "final", "mutating",
        "nonisolated", "override", "lazy", "weak", "indirect", "convenience", "required", "@",
        "discardableResult", "unowned",
    ]
}
