extension MutantFinder {
    /// Walks a list of conditions.
    mutating func walk(conditions nodes: [Node]) {
        let elements = nodes.split { $0.text == "," }.map(Array.init)
        for element in elements {
            guard let range = element.range else { continue }
            if ["let", "var", "case"].contains(element[0].text) {
                guard let equals = element.firstIndex(where: { $0.text == "=" }) else { continue }
                walk(expression: Array(element[(equals + 1)...]))
                continue
            }
            let words = words(range)
            let negation = "!(\(text(range)))"
            add(
                .negate,
                "not `\(words)`",
                [.init(form: .expression, range: range, text: negation)]
            )
            if elements.count > 1 {
                add(
                    .assume,
                    "`\(words)` is not asked",
                    [.init(form: .expression, range: range, text: "true")]
                )
            }
            walk(expression: element, isCondition: true)
        }
    }

    /// Walks an expression, and the closures in it.
    mutating func walk(
        expression nodes: [Node],
        as form: Mutant.Edit.Form = .expression,
        isCondition: Bool = false
    ) {
        guard let range = nodes.range, let first = nodes.first else { return }
        if first.text == "if" || first.text == "switch" {
            return walk([Statement(nodes: nodes)], areValue: true)
        }
        for (index, node) in nodes.enumerated() {
            switch node {
            case .token(let token):
                for change in TokenChange.changes(of: token, before: nodes.dropFirst(index + 1))
                where !isCondition || !change.isNegation {
                    let text = replacing(token.range, in: range, with: change.text)
                    add(
                        change.operator,
                        "`\(line(of: token))`: `\(token.text)` → `\(change.text)`",
                        [.init(form: form, range: range, text: text)]
                    )
                }
            case .group(let group):
                if group.open.text == "{" {
                    unwrap(closureAt: index, of: nodes, as: form)
                    walk(closure: group)
                } else {
                    walk(arguments: group)
                }
            }
        }
        fall(back: nodes, as: form)
    }

    private mutating func walk(arguments group: Node.Group) {
        for argument in group.nodes.split(whereSeparator: { $0.text == "," }).map(Array.init) {
            let isLabelled = argument.count > 1 && argument[1].text == ":"
            walk(expression: Array(argument.dropFirst(isLabelled ? 2 : 0)))
        }
    }

    private mutating func walk(closure: Node.Group) {
        walk(Statement.split(Array(closure.code)), areValue: true)
    }

    /// `a ?? b` is `b`.
    private mutating func fall(back nodes: [Node], as form: Mutant.Edit.Form) {
        let operators = nodes.indices.filter { nodes[$0].token?.isBinaryOperator ?? false }
        guard let range = nodes.range, operators.count == 1, nodes[operators[0]].text == "??",
            let rest = nodes[(operators[0] + 1)...].range
        else { return }
        add(
            .fallback,
            "`\(words(range))` → `\(words(rest))`",
            [.init(form: form, range: range, text: text(rest))]
        )
    }

    /// `try await a.run { … }` is `try await { … }()`, where nothing else is given to the call.
    private mutating func unwrap(
        closureAt index: Int,
        of nodes: [Node],
        as form: Mutant.Edit.Form
    ) {
        let effects = nodes.prefix { ["try", "await"].contains($0.text) }
        let callee = nodes[effects.count..<index]
        guard effects.contains(where: { $0.text == "await" }), index == nodes.count - 1,
            let range = nodes.range, let called = callee.range,
            callee.allSatisfy({ $0.token.map { $0.kind == .word || $0.text == "." } ?? false })
        else { return }
        let head = called.lowerBound..<nodes[index].range.lowerBound
        let text = replacing(head, in: range, with: "") + "()"
        add(
            .unwrap,
            "without `\(words(called))`: `\(words(nodes[index].range))`",
            [.init(form: form, range: range, text: text)]
        )
    }

    private func replacing(_ part: Range<Int>, in whole: Range<Int>, with text: String) -> String {
        self.text(whole.lowerBound..<part.lowerBound) + text
            + self.text(part.upperBound..<whole.upperBound)
    }

    /// The line of a token, without the space around it.
    private func line(of token: Token) -> String {
        let end = UInt8(ascii: "\n")
        let start = source[..<token.range.lowerBound].lastIndex(of: end).map { $0 + 1 } ?? 0
        let stop = source[token.range.upperBound...].firstIndex(of: end) ?? source.count
        return words(start..<stop)
    }

    /// A part of the source on one line, cut where it is long.
    func words(_ range: Range<Int>) -> String { Self.words(text(range)) }

    private static func words(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= 90 ? words : words.prefix(89) + "…"
    }
}

extension Node.Group {
    /// The code of a closure, without what names its parameters.
    fileprivate var code: ArraySlice<Node> {
        guard nodes.first?.text != "for" else { return nodes[...] }
        let head = nodes.indices.first { $0 > 0 && nodes[$0].first.startsLine } ?? nodes.count
        guard let end = nodes[..<head].firstIndex(where: { $0.text == "in" }) else {
            return nodes[...]
        }
        return nodes[(end + 1)...]
    }
}
