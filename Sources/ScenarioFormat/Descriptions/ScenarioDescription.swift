internal import EventsAndEffects
internal import Scenarios

/// The whole file: every key that there is, in canonical order.
enum ScenarioDescription {
    /// The version of the format that this build reads and writes.
    static let version = 1

    /// The keys of the file.
    static let file = MapDescription<Scenario>(heading + assembly + blocks)

    /// What a file starts from: the documented defaults; the required keys fill the rest.
    static let defaults = Scenario(name: "", summary: "", clients: [])

    private static let heading: [Field<Scenario>] = [
        Field(
            "version",
            versionNumber,
            isRequired: true,
            "The version of the format.",
            get: { _ in version },
            set: { _, _ in }
        ),
        Field(
            "scenario",
            \.name,
            .text,
            isRequired: true,
            "The file's name without .yaml."
        ),
        Field(
            "summary",
            \.summary,
            .text,
            isRequired: true,
            "One sentence: what is rehearsed, and why."
        ),
        Field(
            "covers",
            \.covers,
            .list(of: .coverage),
            "What of the specification this rehearses."
        ),
        Field("seed", \.seed, .seed, "The root seed of a run that names none."),
    ]

    /// The keys that are used up before the rest is read; a scenario has nothing of them any more.
    private static let assembly: [Field<Scenario>] = [
        Field(
            "include",
            VariablesDescription.include,
            "Another file, below which this one is read: this one's values replace those there.",
            get: { _ in nil },
            set: { _, _ in }
        ),
        Field(
            "vars",
            VariablesDescription.variables,
            "Values for ${NAME}; '--set NAME=VALUE' and the matrix go before them.",
            get: { _ in nil },
            set: { _, _ in }
        ),
        Field(
            "matrix",
            VariablesDescription.matrix,
            "Lists of values for ${KEY}: each is run with each.",
            get: { _ in nil },
            set: { _, _ in }
        ),
    ]

    private static let blocks: [Field<Scenario>] = [
        Field(
            "limits",
            \.limits,
            LimitsDescription.map.block(defaults: Limits()),
            "How long and how far a run goes."
        ),
        Field(
            "system",
            \.system,
            SystemDescription.map.block(defaults: SystemSettings()),
            "The configuration of the server."
        ),
        Field(
            "store",
            \.store,
            StoreDescription.map.block(defaults: StoreSettings()),
            "Which store, and how fast."
        ),
        Field(
            "clients",
            \.clients,
            ClientsDescription.groups,
            isRequired: true,
            "Who talks to the server, one entry for each group of sessions."
        ),
        Field(
            "llm",
            \.languageModel,
            LanguageModelDescription.map.block(defaults: LanguageModelSettings()),
            "How the mock LLM answers."
        ),
        Field(
            "network",
            \.network,
            NetworkDescription.map.block(defaults: NetworkSettings()),
            "How the simulated network behaves."
        ),
        Field("scheduling", \.scheduling, .oneOf(), "Which of the ready jobs runs next."),
        Field(
            "faults",
            \.faults,
            .list(of: FaultRuleDescription.rule),
            "What goes wrong; each entry has one fault and one trigger."
        ),
        Field(
            "expect",
            \.expectation,
            ExpectationDescription.map.block(defaults: Expectation()),
            "What must hold, and what must have been seen."
        ),
    ]

    private static let versionNumber = ValueFormat<Int>(
        schema: .any([
            ["enum": [.integer(Int64(version)), .string(String(version))]], .reference("variable"),
        ])
    ) { node, reading in
        guard let text = node.text(expecting: .count, &reading) else { return nil }
        guard text == String(version) else {
            reading.report(.unsupportedVersion(text), at: node.position)
            return nil
        }
        return version
    } write: {
        .word(String($0))
    }
}
