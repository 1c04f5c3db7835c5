/// Goes through the declarations of a source, and has the code in them walked.
struct SourceWalker {
    private(set) var finder: MutantFinder

    private static let types: Set<String> = ["struct", "class", "enum", "actor", "extension"]
    private static let functions: Set<String> = ["func", "init", "deinit", "subscript"]
    private static let accessors: Set<String> = [
        "get", "set", "didSet", "willSet", "_read", "_modify",
    ]

    /// Prepares to walk a source.
    init(source: [UInt8]) { finder = MutantFinder(source: source) }

    /// Walks declarations, in order.
    mutating func walk(_ declarations: [Node]) {
        for statement in Statement.split(declarations) { walk(statement) }
    }

    private mutating func walk(_ declaration: Statement) {
        let nodes = declaration.nodes
        let keyword = declaration.keyword
        if Self.types.contains(keyword), let body = nodes.last?.braces {
            walk(body.nodes)
        } else if Self.functions.contains(keyword), let body = nodes.last?.braces {
            finder.walk(function: body, in: Scope(function: nodes, keyword: keyword))
        } else if keyword == "var" || keyword == "let" {
            walk(property: nodes)
        }
    }

    private mutating func walk(property nodes: [Node]) {
        guard let index = nodes.firstIndex(where: { ["var", "let"].contains($0.text) }),
            index + 1 < nodes.count
        else { return }
        let scope = Scope(property: nodes[index + 1].text ?? "")
        if let equals = nodes.firstIndex(where: { $0.text == "=" }) {
            finder.walk(expression: Array(nodes[(equals + 1)...]), in: scope)
        } else if let body = nodes.last?.braces {
            let parts = Statement.split(body.nodes)
            guard let first = parts.first, Self.accessors.contains(first.keyword) else {
                return finder.walk(function: body, in: scope)
            }
            for part in parts {
                if let body = part.nodes.last?.braces { finder.walk(function: body, in: scope) }
            }
        }
    }
}
