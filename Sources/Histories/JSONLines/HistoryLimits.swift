/// How large the numbers of a history may be, so that sums of them are numbers, whatever a file says,
/// and what is kept by number has room.
enum HistoryLimits {
    /// The latest time, in nanoseconds: more than 36 years.
    static let latestTime: Int64 = 1 << 60
    /// The longest duration of a setting, in nanoseconds: 10,000 hours, as in scenarios.
    static let longestDuration: Int64 = 36_000_000_000_000_000
    /// The most attempts at an event, as in scenarios.
    static let mostAttempts = 30
    /// The most servers on one store.
    static let mostInstances = 1_000
    /// How far the number of a connection may be beyond how many lines there were.
    static let mostUnseenConnections = 1_000_000
    /// The largest of the numbers that are only compared: what JSON tools hold exactly.
    static let largest = 1 << 53
}
