internal import Scenarios

extension FaultKindDescription {
    /// How `bad-connection` is written.
    static let badConnection = FaultKindDescription(
        "bad-connection",
        "Somebody opens a connection whose ids make no session key.",
        MapDescription<BadConnectionFault>([
            Field("sessions", \.sessions, .sessions, "Whose ids are spoilt for it.")
        ]),
        defaults: { BadConnectionFault(sessions: $0) },
        make: Fault.badConnection,
        settings: { if case .badConnection(let settings) = $0 { settings } else { nil } }
    )
}
