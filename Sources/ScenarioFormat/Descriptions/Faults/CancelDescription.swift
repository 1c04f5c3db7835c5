internal import Scenarios

extension FaultKindDescription {
    /// How `cancel` is written.
    static let cancel = FaultKindDescription(
        "cancel",
        "The chosen sessions' clients cancel their running request.",
        MapDescription<CancelFault>([
            Field("sessions", \.sessions, .sessions, "Which sessions.")
        ]),
        defaults: { CancelFault(sessions: $0) },
        make: Fault.cancel,
        settings: { if case .cancel(let settings) = $0 { settings } else { nil } }
    )
}
