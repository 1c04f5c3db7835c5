internal import Scenarios

extension FaultKindDescription {
    /// How `pause` is written.
    static let pause = FaultKindDescription(
        "pause",
        "A server's process stalls while the world goes on.",
        MapDescription<PauseFault>([
            Field(
                "for",
                \.length,
                .duration(atLeast: .shortestSetting),
                isRequired: true,
                "How long it stalls."
            ),
            Field("instance", \.instance, .count(1...1_000), "Which server, counted from 1."),
        ]),
        defaults: { _ in PauseFault(length: .shortestSetting) },
        make: Fault.pause,
        settings: { if case .pause(let settings) = $0 { settings } else { nil } }
    )
}
