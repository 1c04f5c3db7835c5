internal import Scenarios

extension FaultKindDescription {
    /// How `power-loss` is written.
    static let powerLoss = FaultKindDescription(
        "power-loss",
        "All servers die, and what the disk had not synced is gone or torn.",
        MapDescription<PowerLossFault>([
            Field("down", \.down, .duration(), "How long the servers are down.")
        ]),
        defaults: { _ in PowerLossFault() },
        make: Fault.powerLoss,
        settings: { if case .powerLoss(let settings) = $0 { settings } else { nil } }
    )
}
