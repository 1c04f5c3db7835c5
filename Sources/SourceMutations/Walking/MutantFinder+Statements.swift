extension MutantFinder {
    /// Walks statements; `areValue` says that their only one may be an expression whose value counts,
    /// `mustLeave` that their last one has to.
    mutating func walk(_ statements: [Statement], areValue: Bool, mustLeave: Bool = false) {
        for (index, statement) in statements.enumerated() where !isLogging(statement) {
            let isValue = areValue && statements.count == 1
            let isExit = mustLeave && index == statements.count - 1
            if !isValue, !isExit, isDroppable(statement) {
                add(
                    .drop,
                    "drop `\(words(statement.range))`",
                    [.init(form: .statement, range: statement.range, text: "")]
                )
            }
            if index + 1 < statements.count { swap(statement, statements[index + 1]) }
            walk(statement, isValue: isValue)
        }
    }

    private mutating func walk(_ statement: Statement, isValue: Bool) {
        let wasSetting = isSetting
        isSetting = isSetting || sets(statement.nodes)
        defer { isSetting = wasSetting }
        walk(parts: statement, isValue: isValue)
    }

    /// Whether nodes, or what is in them, assign a name that was declared without a value.
    private func sets(_ nodes: [Node]) -> Bool {
        guard !unset.isEmpty else { return false }
        return nodes.indices.contains { index in
            if case .group(let group) = nodes[index] { return sets(group.nodes) }
            return nodes[index].text == "=" && index > 0
                && nodes[index - 1].text.map(unset.contains) ?? false
        }
    }

    private mutating func walk(parts statement: Statement, isValue: Bool) {
        let nodes = statement.nodes
        switch nodes[0].text {
        case "if", "guard", "while": walk(branches: nodes, areValue: isValue)
        case "repeat": walk(branches: Array(nodes.dropFirst()), areValue: false)
        case "for": walk(loop: nodes)
        case "switch": walk(choice: nodes, areValue: isValue)
        case "do": walk(attempt: nodes)
        case "defer":
            if let body = nodes.last?.braces { walk(block: body, areValue: false) }
        case "return", "throw": walk(expression: Array(nodes.dropFirst()))
        case "let", "var":
            guard let equals = nodes.firstIndex(where: { $0.text == "=" }) else {
                if nodes.count > 1, let name = nodes[1].text { unset.insert(name) }
                return
            }
            walk(expression: Array(nodes[(equals + 1)...]))
        case "case", "#", "func", "struct", "enum", "break", "continue", "fallthrough": break
        default:
            walk(expression: nodes, as: isValue ? .expression : .statement)
        }
    }

    private mutating func walk(block: Node.Group, areValue: Bool, mustLeave: Bool = false) {
        walk(Statement.split(block.nodes), areValue: areValue, mustLeave: mustLeave)
    }

    /// Walks `if`, `else if`, `else`, `guard`, `while`, and what follows `repeat`.
    private mutating func walk(branches nodes: [Node], areValue: Bool) {
        var conditions: [Node] = []
        var isCondition = false
        for node in nodes {
            if let body = node.braces {
                walk(conditions: conditions)
                conditions = []
                isCondition = false
                walk(block: body, areValue: areValue, mustLeave: nodes[0].text == "guard")
            } else if ["if", "guard", "while"].contains(node.text) {
                isCondition = true
            } else if node.text == "else" {
                walk(conditions: conditions)
                conditions = []
                isCondition = false
            } else if isCondition {
                conditions.append(node)
            }
        }
        walk(conditions: conditions)
    }

    private mutating func walk(loop nodes: [Node]) {
        guard let start = nodes.firstIndex(where: { $0.text == "in" }),
            let body = nodes.last?.braces
        else { return }
        let filter = nodes.firstIndex { $0.text == "where" } ?? (nodes.count - 1)
        walk(expression: Array(nodes[(start + 1)..<filter]))
        if filter < nodes.count - 1 {
            walk(conditions: Array(nodes[(filter + 1)..<(nodes.count - 1)]))
        }
        walk(block: body, areValue: false)
    }

    private mutating func walk(choice nodes: [Node], areValue: Bool) {
        guard let body = nodes.last?.braces else { return }
        var label: [Node] = []
        var code: [Node] = []
        var isLabel = false
        for node in body.nodes {
            if node.first.startsLine, node.text == "case" || node.text == "default" {
                walk(Statement.split(code), areValue: areValue)
                (label, code, isLabel) = ([], [], true)
            } else if isLabel, node.text == ":" {
                isLabel = false
                if let filter = label.firstIndex(where: { $0.text == "where" }) {
                    walk(conditions: Array(label[(filter + 1)...]))
                }
            } else if isLabel {
                label.append(node)
            } else {
                code.append(node)
            }
        }
        walk(Statement.split(code), areValue: areValue)
    }

    private mutating func walk(attempt nodes: [Node]) {
        var pattern: [Node]?
        for node in nodes {
            if node.text == "catch" {
                pattern = []
            } else if let body = node.braces {
                if let pattern { handle(body, catching: pattern) }
                walk(block: body, areValue: false)
                pattern = nil
            } else {
                pattern?.append(node)
            }
        }
    }

    private mutating func handle(_ body: Node.Group, catching pattern: [Node]) {
        let name =
            pattern.firstIndex { $0.text == "let" }.flatMap { index in
                index + 1 < pattern.count ? pattern[index + 1].text : nil
            } ?? (pattern.isEmpty ? "error" : nil)
        let caught = pattern.range.map { " \(text($0))" } ?? ""
        let start = body.nodes.range?.lowerBound ?? body.inside.lowerBound
        if let name {
            add(
                .rethrow,
                "catch\(caught) throws on",
                [.init(form: .statement, range: start..<start, text: "throw \(name)")]
            )
        }
        if !isSetting, let all = body.nodes.range,
            Statement.split(body.nodes).contains(where: { !isLogging($0) })
        {
            add(
                .swallow,
                "catch\(caught) does nothing",
                [.init(form: .statement, range: all, text: "")]
            )
        }
    }

    private mutating func swap(_ first: Statement, _ second: Statement) {
        guard isMovable(first), isMovable(second), !isLogging(second),
            !isAssignment(first) || !isAssignment(second)
        else { return }
        add(
            .swap,
            "`\(words(first.range))` after `\(words(second.range))`",
            [
                .init(form: .statement, range: first.range, text: text(second.range)),
                .init(form: .statement, range: second.range, text: text(first.range)),
            ]
        )
    }

    private func isMovable(_ statement: Statement) -> Bool {
        isDroppable(statement)
            && !["return", "throw", "break", "continue"].contains(statement.nodes[0].text)
    }

    /// Whether a statement sets something to what is at hand: two such commute nearly always.
    private func isAssignment(_ statement: Statement) -> Bool {
        let nodes = statement.nodes
        guard let equals = nodes.firstIndex(where: { $0.token?.text.hasSuffix("=") ?? false })
        else {
            return false
        }
        return nodes[(equals + 1)...].allSatisfy { $0.token.map { $0.text != "await" } ?? false }
    }

    /// Whether nothing that stands around a statement needs it to be there.
    private func isDroppable(_ statement: Statement) -> Bool {
        // What a value is made of must be there.
        guard scope.name != "init", !isSetting, !sets(statement.nodes) else { return false }
        return switch statement.nodes[0].text {
        case "let", "var", "func", "struct", "enum", "defer", "fallthrough", "#", "case", "@": false
        case "return": statement.nodes.count == 1
        case "guard":
            !statement.nodes.prefix { $0.text != "else" }
                .contains { ["let", "var", "case"].contains($0.text) }
        default: true
        }
    }

    private func isLogging(_ statement: Statement) -> Bool {
        let words = statement.nodes.prefix(5).compactMap(\.text)
        return words.starts(with: ["logger", "."])
            || words.starts(with: ["context", ".", "logger"])
    }
}
