internal import Scenarios

extension FaultKindDescription {
    /// How `restart` is written.
    static let restart = FaultKindDescription(
        "restart",
        "A server is stopped gracefully and started again.",
        MapDescription<RestartFault>([
            Field("down", \.down, .duration(), "How long it is down."),
            Field("instance", \.instance, .count(1...1_000), "Which server, counted from 1."),
        ]),
        defaults: { _ in RestartFault() },
        make: Fault.restart,
        settings: { if case .restart(let settings) = $0 { settings } else { nil } }
    )
}
