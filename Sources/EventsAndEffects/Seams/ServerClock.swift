/// The server's only source of time: injected, so that a simulation can put its own in its place.
public protocol ServerClock: Sendable {
    /// For durations: never goes back.
    var monotonicNow: MonotonicInstant { get }
    /// For what is stored: may jump.
    var wallNow: WallInstant { get }
    /// Suspends for at least `duration`.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    func sleep(for duration: Duration) async throws
}

/// Makes a server clock of any clock of the standard library.
///
///     let clock = AdaptedClock(ContinuousClock()) {
///         WallInstant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
///     }
public struct AdaptedClock<Base: Clock>: ServerClock where Base.Duration == Duration {
    private let base: Base
    private let origin: Base.Instant
    private let readWall: @Sendable () -> WallInstant

    /// Adapts `base`, with a closure that reads the wall clock.
    public init(_ base: Base, wall readWall: @escaping @Sendable () -> WallInstant) {
        self.base = base
        origin = base.now
        self.readWall = readWall
    }

    /// Nanoseconds since the clock was adapted.
    public var monotonicNow: MonotonicInstant {
        MonotonicInstant(nanoseconds: origin.duration(to: base.now).nanoseconds)
    }

    /// What the closure reads.
    public var wallNow: WallInstant { readWall() }

    /// Sleeps on the base clock.
    public func sleep(for duration: Duration) async throws {
        try await base.sleep(for: duration)
    }
}
