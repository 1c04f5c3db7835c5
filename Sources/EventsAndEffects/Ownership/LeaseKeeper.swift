package import Logging

/// Takes, renews and gives back the leases of the sessions that this server works on.
///
/// The queue and the runner each say when they begin and end to work on a session. The leases of idle
/// sessions are released, so that another server may take them without waiting: at once where no
/// client is connected here, since it may come back elsewhere; at the first renewal after a whole
/// lease where one is and may go on talking. Between two events of a session that no client here talks
/// to, its lease is left to other servers for a while: its client may be at one of them, and wait for
/// what is answered already.
public actor LeaseKeeper {
    /// A lease that is held; an object, so that it is looked up once for all that is changed.
    private final class Entry {
        let ownership: Ownership
        var users = 1
        var idleSince: MonotonicInstant?

        init(_ ownership: Ownership) { self.ownership = ownership }
    }

    /// A lease that is being taken, and waited for if another server holds it.
    private final class Taking {
        let over = OneShot<Void>()
        /// Whether there is a new reason to ask for it since it was asked for.
        var isWantedAnew = false
    }

    private let configuration: ServerConfiguration
    private let store: any Store
    private let registry: any ConnectionTracking
    private let clock: any ServerClock
    private let retrier: StoreRetrier
    private let logger: Logger
    private var entries: [SessionKey: Entry] = [:]
    private var beingTaken: [SessionKey: Taking] = [:]
    /// What was taken and is not ready yet: renewed like what is in use.
    private var beingReadied: [SessionKey: Ownership] = [:]
    /// The sessions that are left to other servers for a while, and what ends it.
    private var waysGiven: [SessionKey: OneShot<Void>] = [:]
    /// What the store has said at the last renewal.
    private var renewed: [Lease] = []
    private var isStopping = false

    package init(
        configuration: ServerConfiguration,
        store: any Store,
        registry: any ConnectionTracking,
        clock: any ServerClock,
        logger: Logger
    ) {
        self.configuration = configuration
        self.store = store
        self.registry = registry
        self.clock = clock
        self.logger = logger
        retrier = StoreRetrier(delay: configuration.retryDelay, clock: clock, logger: logger)
    }

    /// Begins to work on a session, as soon as this server owns it.
    ///
    /// Waits as long as another server holds the lease and renews it, and `isWanted`, which is asked
    /// before each further attempt, says that there is a reason to.
    /// - Throws: `CancellationError`, also if it would have to wait while the server stops.
    public func begin(
        _ session: SessionKey,
        while isWanted: (@Sendable () async -> Bool)? = nil
    ) async throws -> Ownership {
        waysGiven[session]?.fulfill(())
        while true {
            if let entry = entries[session] {
                if entry.ownership.isCurrent {
                    entry.users += 1
                    entry.idleSince = nil
                    return entry.ownership
                }
                // What still runs under it ends now: nobody else would tell it.
                entry.ownership.lose()
                entries[session] = nil
            }
            if let other = beingTaken[session] {
                other.isWantedAnew = true
                guard await other.over.wait() != nil else { throw CancellationError() }
                continue
            }
            let taking = Taking()
            beingTaken[session] = taking
            defer {
                beingTaken[session] = nil
                taking.over.fulfill(())
            }
            let ownership = try await take(session, taking, while: isWanted)
            entries[session] = Entry(ownership)
            return ownership
        }
    }

    /// Ends to work on a session.
    public func end(_ ownership: Ownership) async {
        let session = ownership.lease.sessionKey
        guard let entry = entries[session], entry.ownership === ownership else { return }
        entry.users -= 1
        guard entry.users == 0 else { return }
        entry.idleSince = clock.monotonicNow
        await releaseIfDeserted(entry)
    }

    /// Leaves a session that no client here talks to, and nobody here works on, to other servers, for so
    /// long that each one that waits for its lease asks for it; ends as soon as somebody here begins to
    /// work on it, or the server stops.
    ///
    /// For who has more to do for the session: to take the lease back at once would keep its client,
    /// who may be at another server, from all answers until the last question is answered.
    public func giveWay(for session: SessionKey) async {
        guard !isStopping, entries[session] == nil, !registry.isConnected(session) else { return }
        let over = OneShot<Void>()
        waysGiven[session] = over
        _ = await over.wait(upTo: interval * 2, otherwise: (), clock: clock)
        waysGiven[session] = nil
    }

    /// Takes note that a connection of a session closed.
    package func connectionClosed(of session: SessionKey) async {
        // It may have been open for less than an interval.
        beingTaken[session]?.isWantedAnew = true
        if let entry = entries[session] { await releaseIfDeserted(entry) }
    }

    /// Releases a lease that nobody here works under, and that no client here may want again.
    private func releaseIfDeserted(_ entry: Entry) async {
        guard entry.users == 0, !registry.isConnected(entry.ownership.lease.sessionKey)
        else { return }
        await release([entry.ownership.lease])
    }

    /// Ends to work on a session whose lease turned out to be another server's.
    ///
    /// Others who work on it keep the entry until they have ended, too: if the lease is this
    /// server's after all, it must not be given away under what they still have executing.
    public func surrender(_ ownership: Ownership) async {
        ownership.lose()
        await end(ownership)
    }

    /// Releases what an earlier life of this server has left; then renews what is in use, releases what
    /// is idle, and stops what has run out, until cancelled.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.releaseFormer() }
            group.addTask { await self.watch() }
            group.addTask { await self.releaseIdle() }
            await keepRenewing()
            group.cancelAll()
        }
    }

    /// Renews three times a lease, until cancelled, and more often while the store fails.
    ///
    /// From call to call, not from a call's return: each may take nearly half a lease, and none is
    /// lost.
    private func keepRenewing() async {
        var next = clock.monotonicNow.advanced(by: configuration.lease / 3)
        while (try? await clock.sleep(for: max(.zero, next.duration(since: clock.monotonicNow))))
            != nil
        {
            let sent = clock.monotonicNow
            let isRenewed = await renew()
            next = sent.advanced(by: configuration.lease / (isRenewed ? 3 : 12))
        }
    }

    /// Releases what is idle, until cancelled: on its own, so that a release that takes long keeps
    /// no renewal waiting.
    private func releaseIdle() async {
        while (try? await clock.sleep(for: configuration.lease / 3)) != nil {
            await release { isIdle($0) }
            await releaseAbandoned()
        }
    }

    /// Gives up a lease as it runs out, also while a renewal hangs: another server may have it.
    private func watch() async {
        while (try? await clock.sleep(for: untilNextEnd())) != nil {
            let ended = entries.values.map(\.ownership).filter { !$0.isCurrent }
                .sorted { $0.lease.sessionKey < $1.lease.sessionKey }
            for ownership in ended { ownership.lose() }
        }
    }

    /// How long it is until the first lease runs out, but not so long that a new one does before.
    private func untilNextEnd() -> Duration {
        let now = clock.monotonicNow
        let first = entries.values.filter { $0.ownership.isCurrent }
            .map { $0.ownership.validUntil.duration(since: now) }.min()
        return max(.zero, min(first ?? .seconds(3_600), configuration.lease / 3))
    }

    /// How many leases are held.
    public var count: Int { entries.count }

    /// Waits for no other server any more: a stop must not take as long as its work.
    package func stopWaiting() {
        isStopping = true
        for session in waysGiven.keys.sorted() { waysGiven[session]?.fulfill(()) }
    }

    /// Repeats no call any more that the store could not serve.
    package nonisolated func giveUp() {
        retrier.giveUp()
    }

    /// Releases everything: nobody works on a session any more.
    package func releaseAll() async {
        await release { _ in true }
    }

    private func isIdle(_ entry: Entry) -> Bool {
        guard let idleSince = entry.idleSince else { return false }
        return !entry.ownership.isCurrent
            || clock.monotonicNow.duration(since: idleSince) >= configuration.lease
            || !registry.isConnected(entry.ownership.lease.sessionKey)
    }

    private func take(
        _ session: SessionKey,
        _ taking: Taking,
        while isWanted: (@Sendable () async -> Bool)?
    ) async throws -> Ownership {
        var watched: (lease: Lease, since: MonotonicInstant)?
        while true {
            let (answer, asked) = try await retrier.run {
                let asked = clock.monotonicNow
                let stale = watched.flatMap {
                    asked.duration(since: $0.since) >= configuration.lease ? $0.lease : nil
                }
                let answer = try await store.takeLease(
                    of: session,
                    for: configuration.instanceName,
                    ifStill: stale,
                    at: clock.wallNow
                )
                return (answer, asked)
            }
            switch answer {
            case .taken(let lease, let inheritance):
                return try await own(lease, inheriting: inheritance, since: asked)
            case .held(let lease):
                guard !isStopping else { throw CancellationError() }
                // From when the answer is here: a call that was on its way for long, or a process
                // that stalled meanwhile, has seen nothing of that time.
                if watched?.lease != lease { watched = (lease, clock.monotonicNow) }
                try await waitToAskAgain(for: session, taking)
                if let isWanted, await !isWanted() { throw CancellationError() }
            }
        }
    }

    /// How often a server asks for the lease of a session whose client is connected to it.
    private var interval: Duration {
        min(configuration.eventQueueInterval, configuration.lease / 3)
    }

    /// Waits an interval where a client of the session is connected, or was, or has left a new event;
    /// for others, who wait only for another server's death, as long as a renewal may take to show.
    private func waitToAskAgain(for session: SessionKey, _ taking: Taking) async throws {
        let asked = clock.monotonicNow
        repeat {
            try await clock.sleep(for: interval)
        } while !isStopping && !registry.isConnected(session) && !taking.isWantedAnew
            && clock.monotonicNow.duration(since: asked) < configuration.lease / 3
        taking.isWantedAnew = false
    }

    private func own(
        _ lease: Lease,
        inheriting inheritance: Inheritance,
        since asked: MonotonicInstant
    ) async throws -> Ownership {
        let ownership = Ownership(
            lease: lease,
            validUntil: asked.advanced(by: configuration.lease),
            firstUndelivered: inheritance.firstUndelivered,
            clock: clock
        )
        guard inheritance.hasExecuting else { return ownership }
        beingReadied[lease.sessionKey] = ownership
        defer { beingReadied[lease.sessionKey] = nil }
        // Whoever claimed them is fenced off by the new generation.
        try await retrier.run {
            try await store.releaseExecuting(under: lease, at: clock.wallNow)
        }
        return ownership
    }

    private func release(where isDone: (Entry) -> Bool) async {
        let done = entries.values.filter { isDone($0) }.map(\.ownership.lease)
            .sorted { $0.sessionKey < $1.sessionKey }
        if !done.isEmpty { await release(done) }
    }

    private func release(_ done: [Lease]) async {
        for lease in done {
            entries[lease.sessionKey]?.ownership.lose()
            entries[lease.sessionKey] = nil
        }
        do { try await store.releaseLeases(done) } catch {
            // They run out by themselves.
            logger.warning("leases were not released", metadata: ["error": "\(error)"])
        }
    }

    /// Releases what an earlier life of this server held as it died: its clients may be anywhere by now.
    private func releaseFormer() async {
        // If the store fails, they are known with the first renewal.
        if await renewInStore() { await releaseAbandoned() }
    }

    /// Releases what the store has as this server's, from an earlier life, and nobody here works on:
    /// renewing it would keep other servers from it for ever.
    private func releaseAbandoned() async {
        let abandoned = renewed.filter {
            entries[$0.sessionKey] == nil && beingTaken[$0.sessionKey] == nil
        }
        renewed = []
        if !abandoned.isEmpty { await release(abandoned) }
    }

    /// Renews what the store has as this server's, and takes note of what that is.
    ///
    /// - Returns: false if the store could not be used.
    private func renewInStore() async -> Bool {
        do { renewed = try await store.renewLeases(of: configuration.instanceName) } catch {
            logger.warning("leases were not renewed", metadata: ["error": "\(error)"])
            return false
        }
        return true
    }

    /// Renews what is in use.
    ///
    /// - Returns: false if the store could not be used.
    private func renew() async -> Bool {
        let held = entries.values.map(\.ownership) + beingReadied.values
        guard !held.isEmpty else { return true }
        let sent = clock.monotonicNow
        guard await renewInStore() else { return false }
        var generations = Dictionary<SessionKey, Int>(minimumCapacity: renewed.count)
        for lease in renewed { generations[lease.sessionKey] = lease.generation }
        let validUntil = sent.advanced(by: configuration.lease)
        var lost: [Ownership] = []
        for ownership in held {
            let lease = ownership.lease
            if generations[lease.sessionKey] == lease.generation {
                ownership.extend(to: validUntil)
            } else {
                lost.append(ownership)
            }
        }
        // In an order of their own: whoever works under them is told one after the other.
        lost.sort { $0.lease.sessionKey < $1.lease.sessionKey }
        for ownership in lost { ownership.lose() }
        return true
    }
}
