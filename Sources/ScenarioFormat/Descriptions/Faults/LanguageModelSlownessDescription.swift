internal import Scenarios

extension FaultKindDescription {
    /// How `llm-slow` is written.
    static let languageModelSlowness = FaultKindDescription(
        "llm-slow",
        "Delays of the agent are multiplied.",
        MapDescription<LanguageModelSlownessFault>([
            Field("sessions", \.sessions, .sessions, "Attempts of which sessions."),
            Field(
                "factor",
                \.factor,
                .factor,
                isRequired: true,
                "What the delays are multiplied by."
            ),
            Field(
                "for",
                \.time,
                .duration(atLeast: .shortestSetting),
                isRequired: true,
                "The delays that begin within that time."
            ),
        ]),
        defaults: { LanguageModelSlownessFault(sessions: $0, factor: .one, time: .zero) },
        make: Fault.languageModelSlowness,
        settings: { if case .languageModelSlowness(let settings) = $0 { settings } else { nil } }
    )
}
