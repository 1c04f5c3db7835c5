internal import EventsAndEffects
internal import Histories
internal import Scenarios

/// How one kind of trigger is written.
struct TriggerDescription: Sendable {
    /// The kinds of trigger, in the order of the documentation.
    static let all: [TriggerDescription] = [.at, .every, .after, .onEach, .step, .write]

    let name: String
    let documentation: String
    let schema: JSONValue
    /// Whether a fault with this trigger strikes the session of a fact if it does not say.
    let waitsForFact: Bool
    let read: @Sendable (SyntaxNode, inout Reading) -> Trigger?
    /// Writes a trigger of this kind; `nil` for another kind.
    let write: @Sendable (Trigger) -> Written?

    private init<Value>(
        _ name: String,
        _ documentation: String,
        _ format: ValueFormat<Value>,
        waitsForFact: Bool = false,
        make: @escaping @Sendable (Value) -> Trigger,
        value: @escaping @Sendable (Trigger) -> Value?
    ) {
        self.name = name
        self.documentation = documentation
        self.waitsForFact = waitsForFact
        schema = format.schema
        read = { node, reading in format.read(node, &reading).map(make) }
        write = { value($0).map(format.write) }
    }

    private static let at = TriggerDescription(
        "at",
        "Once, at that virtual instant.",
        .durations(),
        make: Trigger.at,
        value: { if case .at(let instant) = $0 { instant } else { nil } }
    )

    private static let every = TriggerDescription(
        "every",
        "Again and again through the safety phase.",
        .durations(),
        make: Trigger.every,
        value: { if case .every(let wait) = $0 { wait } else { nil } }
    )

    private static let after = TriggerDescription(
        "after",
        "Right after the nth such fact.",
        MapDescription<FactCondition>([
            Field("fact", \.fact, .oneOf(.fact), isRequired: true, "The kind of fact."),
            Field(
                "nth",
                \.nth,
                .counts(1...CountText.largest),
                "Which of them, counted from 1 from the start of the run."
            ),
            Field(
                "session",
                \.session,
                .count(1...CountText.largest),
                "Only facts of this session."
            ),
            Field(
                "step",
                \.step,
                .count(1...CountText.largest),
                "Not at once, but before that scheduling step after it, counted from 1."
            ),
        ]).block(defaults: FactCondition(fact: .clientConnected)),
        waitsForFact: true,
        make: Trigger.after,
        value: { if case .after(let fact) = $0 { fact } else { nil } }
    )

    private static let onEach = TriggerDescription(
        "on-each",
        "After every such fact, with that probability.",
        MapDescription<FactChance>([
            Field("fact", \.fact, .oneOf(.fact), isRequired: true, "The kind of fact."),
            Field(
                "probability",
                \.probability,
                .share,
                isRequired: true,
                "How probable it is each time."
            ),
        ]).block(defaults: FactChance(fact: .clientConnected, probability: .zero)),
        waitsForFact: true,
        make: { Trigger.onEach($0.fact, probability: $0.probability) },
        value: {
            guard case .onEach(let fact, let probability) = $0 else { return nil }
            return FactChance(fact: fact, probability: probability)
        }
    )

    private static let step = TriggerDescription(
        "step",
        "Before that scheduling step.",
        .count(0...CountText.largest),
        make: Trigger.step,
        value: { if case .step(let step) = $0 { step } else { nil } }
    )

    private static let write = TriggerDescription(
        "write",
        "In place of that write of the disk, counted from 1; for power-loss only.",
        .count(1...CountText.largest),
        make: Trigger.write,
        value: { if case .write(let write) = $0 { write } else { nil } }
    )
}

/// The settings of `on-each`.
private struct FactChance: Equatable, Sendable {
    var fact: FactKind
    var probability: Share
}
