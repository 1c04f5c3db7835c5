internal import Scenarios

extension FaultKindDescription {
    /// How `cancel` is written.
    static let cancel = FaultKindDescription(
        "cancel",
        "The chosen sessions' clients cancel a request.",
        MapDescription<CancelFault>([
            Field("sessions", \.sessions, .sessions, "Which sessions."),
            Field("request", \.request, .oneOf(), "Which of a client's requests."),
        ]),
        defaults: { CancelFault(sessions: $0) },
        make: Fault.cancel,
        settings: { if case .cancel(let settings) = $0 { settings } else { nil } }
    )
}
