import EventsAndEffects
import SimulationKernel
import Testing

/// Who waits for a lease that another server holds.
@Suite struct LeaseWaitTests {
    private let session: SessionKey

    init() throws {
        session = try SessionKey("ann:helper:one")
    }

    @Test func `Takes a foreign lease only after a whole lease without a renewal`() throws {
        try Stage.play { stage in
            _ = try await stage.keeper("a", runs: false).begin(session)
            let start = stage.milliseconds
            let ownership = try await stage.keeper("b").begin(session)
            #expect((3_000...3_200).contains(stage.milliseconds - start))
            #expect(ownership.lease.generation == 2)
        }
    }

    @Test func `Does not take a foreign lease that is in use and renewed`() throws {
        try Stage.play { stage in
            let keeper = stage.keeper("a")
            let ownership = try await keeper.begin(session)
            let taken = Recorded<Int64>()
            let challenger = stage.keeper("b")
            stage.process.start("challenger") {
                if (try? await challenger.begin(session)) != nil {
                    taken.append(stage.milliseconds)
                }
            }
            try await stage.pause(.seconds(60))
            #expect(ownership.isCurrent)
            #expect(taken.items.isEmpty)
            let end = stage.milliseconds
            await keeper.end(ownership)
            try await stage.pause(.seconds(5))
            let instant = try #require(taken.items.first)
            #expect(instant - end < 100)
        }
    }

    @Test
    func `Counts the time without a renewal from when it saw the lease, not from when it asked`()
        throws
    {
        try Stage.play { stage in
            let keeper = stage.keeper("a")
            _ = try await keeper.begin(session)
            let taken = Recorded<Int64>()
            let challenger = stage.keeper("b")
            stage.store.latencies["take-lease"] = .seconds(5)
            stage.process.start("challenger") {
                if (try? await challenger.begin(session)) != nil {
                    taken.append(stage.milliseconds)
                }
            }
            // It asked long ago; what it sees at last was renewed a moment before.
            try await stage.pause(.seconds(4))
            stage.store.latencies["take-lease"] = .milliseconds(1)
            try await stage.pause(.seconds(20))
            #expect(taken.items.isEmpty)
        }
    }

    @Test func `Asks often for a held lease only where a client is connected`() throws {
        try Stage.play { stage in
            let keeper = stage.keeper("a")
            _ = try await keeper.begin(session)
            let registry = ConnectionRegistry()
            let challenger = stage.keeper("b", registry: registry)
            stage.process.start("challenger") { _ = try? await challenger.begin(session) }
            try await stage.pause(.seconds(10))
            let few = stage.store.calls.count { $0 == "take-lease" }
            #expect((9...12).contains(few))
            registry.add(stage.connection(of: session))
            try await stage.pause(.seconds(10))
            let many = stage.store.calls.count { $0 == "take-lease" } - few
            #expect((150...200).contains(many))
        }
    }

    /// How many milliseconds after a lease has become free a server takes it that has waited for it in
    /// vain, where no client is, and is reminded of it.
    private func asks(
        again remind: @escaping @Sendable (LeaseKeeper) async throws -> Void
    ) throws -> Int64 {
        let waited = Recorded<Int64>()
        let session = session
        try Stage.play { stage in
            let keeper = stage.keeper("a")
            let ownership = try await keeper.begin(session)
            let challenger = stage.keeper("b")
            let freed = Recorded<Int64>()
            stage.process.start("challenger") {
                if (try? await challenger.begin(session)) != nil, let start = freed.items.first {
                    waited.append(stage.milliseconds - start)
                }
            }
            try await stage.pause(.milliseconds(200))
            await keeper.end(ownership)
            freed.append(stage.milliseconds)
            try await remind(challenger)
            try await stage.pause(.seconds(5))
            #expect(waited.items.count == 1)
        }
        return try #require(waited.items.first)
    }

    @Test func `Without a new reason it asks again as late as a renewal may show`() throws {
        #expect((700...900).contains(try asks { _ in }))
    }

    @Test func `Where a new event has come, it asks soon`() throws {
        let session = session
        #expect(try asks { _ = try await $0.begin(session) } <= 60)
    }

    @Test func `Where a client was for less than an interval, it asks soon`() throws {
        let session = session
        #expect(try asks { await $0.connectionClosed(of: session) } <= 60)
    }
}
