internal import EventsAndEffects
internal import Histories
internal import Scenarios

/// How an entry of `faults` is written: one fault and, beside it, one trigger.
enum FaultRuleDescription {
    /// An entry of the list.
    static let rule = ValueFormat<FaultRule>(schema: schema) { node, reading in
        guard let entries = node.entries(&reading) else { return nil }
        reportUnknownKeys(entries, &reading)
        let trigger = choose(.trigger, TriggerDescription.all.map(\.name), entries, node, &reading)
            .flatMap { entry in
                TriggerDescription.all.first { $0.name == entry.key }.map { ($0, entry) }
            }
        let readTrigger = trigger.flatMap { kind, entry in
            reading.within(kind.name, at: entry.value.position) { kind.read(entry.value, &$0) }
        }
        let struck: SessionSelector = trigger?.0.waitsForFact == true ? .triggering : .all
        let fault = choose(.fault, FaultKindDescription.all.map(\.name), entries, node, &reading)
            .flatMap { readFault($0, struck, &reading) }
        guard let fault, let readTrigger else { return nil }
        return FaultRule(fault, readTrigger)
    } write: { rule in
        write(rule)
    }

    private static func readFault(
        _ entry: SyntaxEntry,
        _ struck: SessionSelector,
        _ reading: inout Reading
    ) -> Fault? {
        guard let kind = FaultKindDescription.all.first(where: { $0.name == entry.key }) else {
            return nil
        }
        return reading.within(kind.name, at: entry.value.position) { reading in
            kind.read(entry.value, struck, &reading)
        }
    }

    private static func reportUnknownKeys(_ entries: [SyntaxEntry], _ reading: inout Reading) {
        let known = FaultKindDescription.all.map(\.name) + TriggerDescription.all.map(\.name)
        for entry in entries where !known.contains(entry.key) {
            reading.report(
                .unknownKey(entry.key, known: known),
                at: entry.keyPosition,
                insteadOf: Suggestion.nearest(to: entry.key, among: known)
            )
        }
    }

    /// The one entry that is a fault, or a trigger; `nil`, and a problem, if there is not one.
    private static func choose(
        _ choice: Problem.Choice,
        _ names: [String],
        _ entries: [SyntaxEntry],
        _ node: SyntaxNode,
        _ reading: inout Reading
    ) -> SyntaxEntry? {
        let chosen = entries.filter { names.contains($0.key) }
        guard let first = chosen.first else {
            if !entries.contains(where: { isProbably(choice, $0.key) }) {
                reading.report(.missingChoice(choice, known: names), at: node.position)
            }
            return nil
        }
        for second in chosen.dropFirst() {
            reading.report(
                .secondChoice(choice, second.key, first: first.key),
                at: second.keyPosition
            )
        }
        return first
    }

    /// Whether an unknown key, which has been reported, is what is missing: misspelled, or a kind of
    /// fault that this build does not know.
    private static func isProbably(_ choice: Problem.Choice, _ key: String) -> Bool {
        let faults = FaultKindDescription.all.map(\.name)
        let triggers = TriggerDescription.all.map(\.name)
        guard !faults.contains(key), !triggers.contains(key) else { return false }
        let meant = Suggestion.nearest(to: key, among: faults + triggers)
        let isTrigger = meant.map(triggers.contains) ?? false
        return isTrigger == (choice == .trigger)
    }

    private static func write(_ rule: FaultRule) -> Written {
        let struck: SessionSelector = rule.trigger.fact == nil ? .all : .triggering
        let kind = FaultKindDescription.of(rule.fault)
        var entries: [Written.Entry] = []
        if let settings = kind.write(rule.fault, struck) {
            entries.append(Written.Entry(key: kind.name, value: settings))
        }
        for trigger in TriggerDescription.all {
            guard let value = trigger.write(rule.trigger) else { continue }
            entries.append(Written.Entry(key: trigger.name, value: value))
        }
        return .map(entries)
    }

    private static var schema: JSONValue {
        let faults = FaultKindDescription.all.map { ($0.name, $0.documentation, $0.schema) }
        let triggers = TriggerDescription.all.map { ($0.name, $0.documentation, $0.schema) }
        let properties = (faults + triggers).map { name, documentation, schema in
            JSONValue.Member(
                name: name,
                value: schema.with(["description": .string(documentation)])
            )
        }
        func exactlyOne(_ names: [String]) -> JSONValue {
            let choices = names.map { ["required": [.string($0)]] as JSONValue }
            return ["oneOf": .array(choices)]
        }
        return [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
            "allOf": [exactlyOne(faults.map(\.0)), exactlyOne(triggers.map(\.0))],
        ]
    }
}
