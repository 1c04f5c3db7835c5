internal import EventsAndEffects
internal import Histories
internal import Scenarios

extension ValueFormat where Value == String {
    /// An author's own text, not empty.
    static let text = ValueFormat(
        schema: ["type": ["string", "number", "boolean"], "minLength": 1]
    ) { node, reading in
        guard let text = node.text(expecting: .text, &reading) else { return nil }
        guard !text.allSatisfy(\.isWhitespace) else {
            reading.report(.wrongShape(.text, found: .nothing), at: node.position)
            return nil
        }
        return text
    } write: {
        .text($0)
    }

    /// The id of an invariant.
    static let invariant = ValueFormat(schema: .reference("invariant")) { node, reading in
        guard let text = node.text(expecting: .word, &reading) else { return nil }
        return reading.invariant(text, at: node.position)
    } write: {
        .word($0)
    }
}

extension Reading {
    /// An id that is one of the known invariants'; `nil`, and a problem, otherwise.
    mutating func invariant(_ id: String, at position: SourcePosition) -> String? {
        if knownInvariants.contains(id) { return id }
        report(.unknownName(.invariant, id, known: knownInvariants), at: position)
        return nil
    }
}

extension ValueFormat where Value == Bool {
    /// A switch: `on` or `off`, `true` or `false`.
    static func switchWord(_ words: (on: String, off: String)) -> ValueFormat {
        let names: [JSONValue] = ["on", "off", "true", "false", true, false]
        let schema = JSONValue.any([["enum": .array(names)], .reference("variable")])
        return ValueFormat(.switchWord, schema: schema) {
            text throws(TextProblem) in
            switch text {
            case "on", "true": return true
            case "off", "false": return false
            default: throw .malformed
            }
        } write: {
            $0 ? words.on : words.off
        }
    }
}

extension ValueFormat
where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    /// One of some names.
    static func oneOf(_ kind: Problem.NameKind = .setting) -> ValueFormat {
        let names = Value.allCases.map(\.rawValue)
        return ValueFormat(.word, schema: .namesOrVariable(names)) { text throws(TextProblem) in
            guard let value = Value(rawValue: text) else { throw .unknownName(kind, known: names) }
            return value
        } write: {
            $0.rawValue
        }
    }
}

extension ValueFormat where Value == CoverageID {
    /// An item of the specification.
    static let coverage = ValueFormat(.word, schema: .reference("coverage")) {
        text throws(TextProblem) in
        guard let id = CoverageID(text) else {
            throw .unknownName(.coverage, known: CoverageID.all.map(\.text))
        }
        return id
    } write: {
        $0.text
    }
}

extension ValueFormat where Value == SometimesName {
    /// Something that must be seen at least once.
    static let condition = ValueFormat(.word, schema: .reference("condition")) {
        text throws(TextProblem) in
        if let situation = SometimesName.Situation(rawValue: text) { return .situation(situation) }
        guard let count = SometimesName.concurrencyText(in: text) else {
            let names = SometimesName.Situation.allCases.map(\.rawValue)
            throw .unknownName(.condition, known: names + ["concurrent-sessions(n)"])
        }
        return .concurrentSessions(try CountText.parse(count, 1...CountText.largest))
    } write: {
        $0.text
    }
}

extension ValueFormat {
    /// A list of values; the elements that are none are left out, with a problem each.
    static func list<Element>(
        of element: ValueFormat<Element>,
        atLeast minimum: Int = 0
    ) -> ValueFormat where Value == [Element] {
        ValueFormat(schema: .list(of: element.schema, atLeast: minimum)) { node, reading in
            guard case .list(let nodes) = node.content else {
                reading.report(.wrongShape(.list, found: node.shape), at: node.position)
                return nil
            }
            if nodes.count < minimum { reading.report(.emptyList, at: node.position) }
            var kept: [Int] = []
            var values: [Element] = []
            for (index, node) in nodes.enumerated() {
                let value = reading.within(String(index), at: node.position) { reading in
                    element.read(node, &reading)
                }
                guard let value else { continue }
                kept.append(index)
                values.append(value)
            }
            reading.keep(elements: kept)
            return values
        } write: { values in
            .list(values.map(element.write))
        }
    }
}
