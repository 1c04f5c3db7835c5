/// What is known of a run before its first fact.
public struct HistoryHeader: Sendable, Equatable {
    /// The format of history files that this code reads and writes.
    public static let currentVersion = 1

    /// What the wall clock of every machine of the simulator shows as the run begins, in
    /// milliseconds since 1970: 2026-01-01T00:00:00Z.
    public static let wallClockOrigin: Int64 = 1_767_225_600_000

    /// The version of the file format.
    public var version = HistoryHeader.currentVersion
    /// The scenario's name; empty when the history comes from elsewhere.
    public var scenario: String
    /// The root seed; nil when the history comes from elsewhere.
    public var seed: UInt64?
    /// The run's fingerprint; empty when unknown.
    public var fingerprint = ""
    /// The build that made the history; empty when unknown.
    public var build = ""
    /// The settings of the rehearsed system.
    public var settings: HistorySettings
    /// The kinds of fact that the source can observe; nil when the source does not say.
    ///
    /// An invariant that needs another kind is inconclusive, and so is one that made no comparison
    /// in a history that does not say.
    public var observed: [FactKind]?

    /// Whether it is a run of the simulator, whose server is this project's.
    ///
    /// What only its design promises is checked there, too; a server elsewhere is held to the
    /// invariants' own words.
    public var isSimulated: Bool { seed != nil }

    /// Returns whether the source can observe a kind of fact, as far as it says.
    public func sees(_ kind: FactKind) -> Bool { observed?.contains(kind) ?? true }

    /// Makes a header.
    public init(
        scenario: String = "",
        seed: UInt64? = nil,
        settings: HistorySettings = HistorySettings(),
        observed: [FactKind]? = nil
    ) {
        self.scenario = scenario
        self.seed = seed
        self.settings = settings
        self.observed = observed
    }
}
