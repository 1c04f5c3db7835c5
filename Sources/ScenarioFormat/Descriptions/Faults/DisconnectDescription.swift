internal import Scenarios

extension FaultKindDescription {
    /// How `disconnect` is written.
    static let disconnect = FaultKindDescription(
        "disconnect",
        "Connections of the chosen sessions end.",
        MapDescription<DisconnectFault>([
            Field("sessions", \.sessions, .sessions, "Which sessions."),
            Field(
                "connections",
                \.connections,
                .oneOf(),
                "All connections of a session, or one of them, drawn."
            ),
            Field("style", \.style, .oneOf(), "How a connection ends."),
            Field(
                "stay-away",
                \.stayAway,
                .reconnect,
                "The wait before reconnecting, instead of the group's."
            ),
        ]),
        defaults: { DisconnectFault(sessions: $0) },
        make: Fault.disconnect,
        settings: { if case .disconnect(let settings) = $0 { settings } else { nil } }
    )
}
