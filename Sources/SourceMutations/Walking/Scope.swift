/// The function or property that code belongs to.
struct Scope: Sendable {
    /// What it returns, as far as that tells what it could return at once.
    enum Result: Hashable, Sendable {
        case nothing
        case boolean
        case optional
        case list
        case other
    }

    /// Its name.
    let name: String
    /// What it returns.
    let result: Result

    /// The scope of a function, by the nodes of its declaration.
    init(function nodes: [Node], keyword: String) {
        let index = nodes.firstIndex { $0.text == keyword } ?? 0
        name =
            keyword == "func" && index + 1 < nodes.count
            ? nodes[index + 1].text ?? keyword : keyword
        guard let arrow = nodes.firstIndex(where: { $0.text == "->" }) else {
            result = keyword == "func" ? .nothing : .other
            return
        }
        let end = nodes.firstIndex { $0.text == "where" } ?? (nodes.count - 1)
        result = Self.result(of: Array(nodes[(arrow + 1)..<max(arrow + 1, end)]))
    }

    /// The scope of a property.
    init(property name: String) {
        self.name = name
        result = .other
    }

    private static func result(of type: [Node]) -> Result {
        switch type.last {
        case .token(let token) where token.text == "Bool" && type.count == 1: .boolean
        case .token(let token) where token.text == "Void" && type.count == 1: .nothing
        case .token(let token) where token.text == "?": .optional
        case .group(let group) where group.open.text == "[" && type.count == 1: .list
        default: .other
        }
    }
}
