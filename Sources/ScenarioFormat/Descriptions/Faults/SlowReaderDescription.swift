internal import Scenarios

extension FaultKindDescription {
    /// How `slow-reader` is written.
    static let slowReader = FaultKindDescription(
        "slow-reader",
        "The chosen sessions' clients read slowly: back-pressure.",
        MapDescription<SlowReaderFault>([
            Field("sessions", \.sessions, .sessions, "Which sessions."),
            Field(
                "rate",
                \.rate,
                .bytesPerSecond,
                isRequired: true,
                "How many bytes a second each connection reads."
            ),
            Field(
                "for",
                \.time,
                .duration(atLeast: .shortestSetting),
                isRequired: true,
                "How long; then everything that waits is read."
            ),
        ]),
        defaults: { SlowReaderFault(sessions: $0, rate: 1, time: .zero) },
        make: Fault.slowReader,
        settings: { if case .slowReader(let settings) = $0 { settings } else { nil } }
    )
}
