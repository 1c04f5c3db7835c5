internal import Scenarios

extension FaultKindDescription {
    /// How `duplicate-delivery` is written.
    static let duplicateDelivery = FaultKindDescription(
        "duplicate-delivery",
        "The network hands the next client frame that arrives to the server twice.",
        MapDescription<DuplicateDeliveryFault>([
            Field("sessions", \.sessions, .sessions, "Which sessions.")
        ]),
        defaults: { DuplicateDeliveryFault(sessions: $0) },
        make: Fault.duplicateDelivery,
        settings: { if case .duplicateDelivery(let settings) = $0 { settings } else { nil } }
    )
}
