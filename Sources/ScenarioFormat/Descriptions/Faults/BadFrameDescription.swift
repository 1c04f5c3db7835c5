internal import Scenarios

extension FaultKindDescription {
    /// How `bad-frame` is written.
    static let badFrame = FaultKindDescription(
        "bad-frame",
        "A client sends a frame that the protocol does not allow.",
        MapDescription<BadFrameFault>([
            Field("sessions", \.sessions, .sessions, "Which sessions."),
            Field("frame", \.frame, .oneOf(), isRequired: true, "What is wrong with it."),
        ]),
        defaults: { BadFrameFault(sessions: $0, frame: .malformed) },
        make: Fault.badFrame,
        settings: { if case .badFrame(let settings) = $0 { settings } else { nil } }
    )
}
