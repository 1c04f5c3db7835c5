internal import Scenarios

extension FaultKindDescription {
    /// How `store-error` is written.
    static let storeError = FaultKindDescription(
        "store-error",
        "Store calls fail.",
        MapDescription<StoreErrorFault>(
            [
                Field("error", \.error, .oneOf(), isRequired: true, "What the store says."),
                Field("on", \.work, .oneOf(), "Which calls: those that would show that fact."),
                Field(
                    "when",
                    \.moment,
                    .oneOf(),
                    "Before the transaction takes effect, or after it has."
                ),
                Field(
                    "for",
                    .duration(atLeast: .shortestSetting),
                    "All such calls within that time.",
                    get: { if case .time(let time) = $0.extent { time } else { nil } },
                    set: { $0.extent = .time($1) }
                ),
                Field(
                    "count",
                    .count(1...CountText.largest),
                    "The next so many of them.",
                    get: { if case .count(let count) = $0.extent { count } else { nil } },
                    set: { $0.extent = .count($1) }
                ),
            ],
            exclusive: ("for", "count")
        ),
        defaults: { _ in StoreErrorFault(error: .io) },
        make: Fault.storeError,
        settings: { if case .storeError(let settings) = $0 { settings } else { nil } }
    )
}
