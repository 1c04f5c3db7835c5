internal import Scenarios

extension FaultKindDescription {
    /// How `llm-error` is written.
    static let languageModelError = FaultKindDescription(
        "llm-error",
        "Attempts of the agent fail.",
        MapDescription<LanguageModelErrorFault>(
            [
                Field("sessions", \.sessions, .sessions, "Attempts of which sessions."),
                Field("style", \.style, .oneOf(), isRequired: true, "How they fail."),
                Field(
                    "for",
                    .duration(atLeast: .shortestSetting),
                    "All attempts that begin within that time.",
                    get: { if case .time(let time) = $0.extent { time } else { nil } },
                    set: { $0.extent = .time($1) }
                ),
                Field(
                    "count",
                    .count(1...CountText.largest),
                    "The next so many attempts.",
                    get: { if case .count(let count) = $0.extent { count } else { nil } },
                    set: { $0.extent = .count($1) }
                ),
            ],
            exclusive: ("for", "count")
        ),
        defaults: { LanguageModelErrorFault(sessions: $0, style: .before) },
        make: Fault.languageModelError,
        settings: { if case .languageModelError(let settings) = $0 { settings } else { nil } }
    )
}
