internal import Scenarios

extension FaultKindDescription {
    /// How `store-slow` is written.
    static let storeSlowness = FaultKindDescription(
        "store-slow",
        "Store calls take long.",
        MapDescription<StoreSlownessFault>([
            Field(
                "latency",
                \.latency,
                .durations(),
                isRequired: true,
                "How long each call takes that begins within the time."
            ),
            Field(
                "for",
                \.time,
                .duration(atLeast: .shortestSetting),
                isRequired: true,
                "How long this goes on."
            ),
        ]),
        defaults: { _ in StoreSlownessFault(latency: .constant(.zero), time: .zero) },
        make: Fault.storeSlowness,
        settings: { if case .storeSlowness(let settings) = $0 { settings } else { nil } }
    )
}
