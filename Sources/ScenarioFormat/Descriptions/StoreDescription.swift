internal import Scenarios

/// The keys of `store`.
enum StoreDescription {
    static let map = MapDescription<StoreSettings>([
        Field("kind", \.kind, .oneOf(), "SQLite on the simulated disk, or plain memory."),
        Field("latency", \.latency, .durations(), "The delay of each store call."),
    ])
}
