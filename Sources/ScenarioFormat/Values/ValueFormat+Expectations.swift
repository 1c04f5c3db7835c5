internal import EventsAndEffects
internal import Scenarios

extension ValueFormat where Value == Expectation.Invariants {
    /// Which invariants: `all`, a list, or all but a list.
    static let invariants = ValueFormat(
        schema: .any([
            .namesOrVariable(["all"]), ids.schema, allBut.schema(defaults: []),
            .pattern(#"^all-but: *\[.*[^ ,].*\] *$"#),
        ])
    ) { node, reading in
        switch node.content {
        case .list:
            return ids.read(node, &reading).map(Expectation.Invariants.only)
        case .map where node.bracedName == nil:
            return allBut.read(node, defaults: [], &reading).map(Expectation.Invariants.allBut)
        case .map, .text:
            return readText(node, &reading)
        }
    } write: { invariants in
        switch invariants {
        case .all: .word("all")
        case .only(let list): ids.write(list)
        case .allBut(let list): allBut.write(list, defaults: list)
        }
    }

    private static let ids = ValueFormat<[String]>.list(of: .invariant, atLeast: 1)
    private static let allBut = MapDescription<[String]>([
        Field("all-but", \.self, ids, isRequired: true, "The invariants that are not checked.")
    ])

    /// Reads `all`, or the quoted form of `all-but: [id]`.
    private static func readText(
        _ node: SyntaxNode,
        _ reading: inout Reading
    ) -> Expectation.Invariants? {
        guard let text = node.text(expecting: .invariants, &reading) else { return nil }
        if text == "all" { return .all }
        guard let inner = text.quotedMapValue(of: "all-but"), inner.first == "[", inner.last == "]"
        else {
            reading.report(.notA(.invariants, text: text), at: node.position)
            return nil
        }
        guard inner.dropFirst().dropLast().contains(where: { $0 != " " && $0 != "," }) else {
            reading.report(.emptyList, at: node.position)
            return nil
        }
        var known: [String] = []
        for id in inner.dropFirst().dropLast().split(separator: ",") {
            if let id = reading.invariant(id.trimmed, at: node.position) { known.append(id) }
        }
        return .allBut(known)
    }
}

extension ValueFormat where Value == Expectation.Verdict {
    /// What the scenario ends in: `passed`, or a known violation.
    static let verdict = ValueFormat(
        schema: .any([
            .namesOrVariable(["passed"]), violated.schema(defaults: ""),
            .pattern("^violated: *[^ ].*$"),
        ])
    ) { node, reading in
        if case .map = node.content, node.bracedName == nil {
            return violated.read(node, defaults: "", &reading).map(Expectation.Verdict.violated)
        }
        guard let text = node.text(expecting: .verdict, &reading) else { return nil }
        if text == "passed" { return .passed }
        guard let id = text.quotedMapValue(of: "violated") else {
            reading.report(.notA(.verdict, text: text), at: node.position)
            return nil
        }
        return reading.invariant(id, at: node.position).map(Expectation.Verdict.violated)
    } write: { verdict in
        switch verdict {
        case .passed: .word("passed")
        case .violated(let id): violated.write(id, defaults: id)
        }
    }

    private static let violated = MapDescription<String>([
        Field(
            "violated",
            \.self,
            .invariant,
            isRequired: true,
            "The invariant that at least one seed must violate."
        )
    ])
}

extension String {
    /// The value of a map of one key that was written as a text, `"key: value"`.
    fileprivate func quotedMapValue(of key: String) -> String? {
        guard hasPrefix(key + ":") else { return nil }
        let value = self[...].dropFirst(key.count + 1).trimmed
        return value.isEmpty ? nil : value
    }
}

extension Substring {
    /// The text without the spaces around it.
    fileprivate var trimmed: String {
        let start = drop { $0 == " " }
        return String(String(start.reversed()).drop { $0 == " " }.reversed())
    }
}
