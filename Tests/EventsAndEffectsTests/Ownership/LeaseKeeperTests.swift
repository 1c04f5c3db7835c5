import EventsAndEffects
import SimulationKernel
import Testing

@Suite("The lease keeper") struct LeaseKeeperTests {
    private let session: SessionKey
    private let other: SessionKey

    init() throws {
        session = try SessionKey("ann:helper:one")
        other = try SessionKey("bob:helper:one")
    }

    /// A keeper that has looked for what an earlier life held.
    private func started(_ stage: Stage) async throws -> LeaseKeeper {
        let keeper = stage.keeper("a")
        try await stage.pause(.milliseconds(5))
        return keeper
    }

    private func owner(_ session: SessionKey, _ stage: Stage) -> String? {
        stage.store.base.inspect().leases.first { $0.session == session.text }?.owner
    }

    @Test func `Takes a free session once for all who work on it`() throws {
        try Stage.play { stage in
            let keeper = stage.keeper("a")
            async let first = keeper.begin(session)
            async let second = keeper.begin(session)
            let (one, two) = try await (first, second)
            #expect(one === two)
            #expect(one.isCurrent)
            #expect(one.lease.generation == 1)
            #expect(stage.store.calls.count { $0 == "take-lease" } == 1)
        }
    }

    @Test func `Takes its own earlier life's lease at once, as a new generation`() throws {
        try Stage.play { stage in
            let earlier = try await stage.keeper("a", runs: false).begin(session)
            let start = stage.milliseconds
            let ownership = try await stage.keeper("a").begin(session)
            #expect(stage.milliseconds - start < 10)
            #expect(ownership.lease.generation == earlier.lease.generation + 1)
        }
    }

    @Test func `Ends what still runs under a lease that has run out as it is taken anew`() throws {
        try Stage.play { stage in
            let keeper = stage.keeper("a", runs: false)
            let old = try await keeper.begin(session)
            let isInterrupted = OneShot<Void>()
            stage.process.start("work") {
                await old.whileCurrent(orElse: { isInterrupted.fulfill(()) }) {
                    _ = await isInterrupted.wait()
                }
            }
            try await stage.pause(.milliseconds(3_001))
            #expect(isInterrupted.value == nil)
            let new = try await keeper.begin(session)
            #expect(isInterrupted.value != nil)
            #expect(new.isCurrent)
        }
    }

    @Test func `Repeats a renewal that failed before the lease runs out`() throws {
        try Stage.play { stage in
            let ownership = try await stage.keeper("a").begin(session)
            try await stage.pause(.milliseconds(500))
            stage.store.isDown = true
            try await stage.pause(.milliseconds(2_000))
            stage.store.isDown = false
            try await stage.pause(.seconds(2))
            #expect(ownership.isCurrent)
        }
    }

    @Test func `Renews while a release of what is idle takes longer than a lease`() throws {
        try Stage.play { stage in
            let keeper = stage.keeper("a")
            let ownership = try await keeper.begin(session)
            stage.store.latencies["release-leases"] = .seconds(10)
            // At the next look, in a second, it is idle and nobody is connected.
            let idle = try await keeper.begin(other)
            stage.process.start("end") { await keeper.end(idle) }
            try await stage.pause(.seconds(8))
            #expect(stage.store.calls.contains("release-leases"))
            #expect(ownership.isCurrent)
        }
    }

    @Test func `Keeps a lease whose renewals take nearly half of it each`() throws {
        try Stage.play { stage in
            let ownership = try await stage.keeper("a").begin(session)
            stage.store.latencies["renew"] = .milliseconds(1_400)
            for _ in 1...40 {
                try await stage.pause(.milliseconds(500))
                #expect(ownership.isCurrent)
            }
        }
    }

    @Test func `Renews a lease also while what it inherits is being released`() throws {
        try Stage.play { stage in
            let first = try await stage.keeper("a", runs: false).begin(session)
            _ = try await stage.store.append(
                EventDraft(
                    id: "e1",
                    sessionKey: session,
                    message: UserMessage(requestID: "r1", content: "Hello"),
                    createdAt: stage.clock.wallNow
                )
            )
            _ = try await stage.store.commit(work(), under: first.lease)
            _ = try await stage.store.claimNext(under: first.lease, at: stage.clock.wallNow)
            stage.store.latencies["release-executing"] = .seconds(10)
            let ownership = try await stage.keeper("a").begin(session)
            #expect(ownership.isCurrent)
        }
    }

    private func work() -> UnitOfWork {
        UnitOfWork(
            sessionKey: session,
            sequence: 1,
            turn: Turn(question: "Hello", outcome: .cancelled),
            effects: [
                EffectDraft(
                    id: "f1",
                    checkpointID: "\(session.text):1",
                    ordinal: 1,
                    frame: TerminalFrame(requestID: "r1", body: .cancelled)
                )
            ],
            createdAt: WallInstant(milliseconds: 1)
        )
    }

    @Test func `Releases the lease of an idle session at once where no client is connected`() throws
    {
        try Stage.play { stage in
            let keeper = stage.keeper("a")
            let ownership = try await keeper.begin(session)
            #expect(try await keeper.begin(session) === ownership)
            await keeper.end(ownership)
            #expect(owner(session, stage) == "a")
            await keeper.end(ownership)
            #expect(owner(session, stage)?.isEmpty == true)
            #expect(!ownership.isCurrent)
            #expect(try await keeper.begin(session).lease.generation == 2)
        }
    }

    @Test func `Releases the lease of an idle session as its last connection closes`() throws {
        try Stage.play { stage in
            let registry = ConnectionRegistry()
            let keeper = stage.keeper("a", registry: registry)
            let connection = stage.connection(of: session)
            registry.add(connection)
            let ownership = try await keeper.begin(session)
            registry.remove(connection)
            await keeper.connectionClosed(of: session)
            #expect(ownership.isCurrent)
            registry.add(connection)
            await keeper.end(ownership)
            await keeper.connectionClosed(of: session)
            #expect(ownership.isCurrent)
            registry.remove(connection)
            await keeper.connectionClosed(of: session)
            #expect(!ownership.isCurrent)
            #expect(owner(session, stage)?.isEmpty == true)
        }
    }

    @Test func `Keeps the lease of an idle session whose client is connected for a whole lease`()
        throws
    {
        try Stage.play { stage in
            let registry = ConnectionRegistry()
            let keeper = stage.keeper("a", registry: registry)
            registry.add(stage.connection(of: session))
            let ownership = try await keeper.begin(session)
            await keeper.end(ownership)
            try await stage.pause(.milliseconds(2_900))
            #expect(ownership.isCurrent)
            #expect(try await keeper.begin(session) === ownership)
            await keeper.end(ownership)
            try await stage.pause(.milliseconds(2_900))
            #expect(ownership.isCurrent)
            try await stage.pause(.milliseconds(1_200))
            #expect(owner(session, stage)?.isEmpty == true)
        }
    }

    @Test func `Is not the owner any more when a renewal has not returned within the lease`() throws
    {
        try Stage.play { stage in
            let keeper = stage.keeper("a")
            let ownership = try await keeper.begin(session)
            stage.store.isDown = true
            try await stage.pause(.milliseconds(2_900))
            #expect(ownership.isCurrent)
            try await stage.pause(.milliseconds(200))
            #expect(!ownership.isCurrent)
        }
    }

    @Test func `Counts a lease from when its renewal was sent, not from when it returned`() throws {
        try Stage.play { stage in
            let keeper = try await started(stage)
            let ownership = try await keeper.begin(session)
            stage.store.latencies["renew"] = .milliseconds(1_500)
            try await stage.pause(.milliseconds(2_600))
            // Sent at 1 s, back at 2.5 s; the next would come too late.
            stage.store.latencies["renew"] = .seconds(60)
            try await stage.pause(.milliseconds(1_300))
            #expect(ownership.isCurrent)
            try await stage.pause(.milliseconds(200))
            #expect(!ownership.isCurrent)
        }
    }

    @Test func `Learns from a renewal that another server has the lease`() throws {
        try Stage.play { stage in
            let keeper = try await started(stage)
            let ownership = try await keeper.begin(session)
            _ = try stage.store.base.takeLease(
                of: session,
                for: "b",
                ifStill: ownership.lease,
                at: WallInstant(milliseconds: 1)
            )
            try await stage.pause(.milliseconds(1_100))
            #expect(!ownership.isCurrent)
        }
    }

    @Test func `Tells those who lose their leases at once in the order of their sessions`() throws {
        try Stage.play { stage in
            let keeper = try await started(stage)
            let keys = try (1...9).map { try SessionKey("user-\($0):helper:one") }
            let told = Recorded<String>()
            for key in keys.reversed() {
                let ownership = try await keeper.begin(key)
                stage.process.start("worker") {
                    _ = await ownership.whileCurrent(orElse: { told.append(key.text) }) {
                        try? await stage.clock.sleep(for: .seconds(60))
                    }
                }
                _ = try stage.store.base.takeLease(
                    of: key,
                    for: "b",
                    ifStill: ownership.lease,
                    at: WallInstant(milliseconds: 1)
                )
            }
            try await stage.pause(.milliseconds(1_100))
            #expect(told.items == keys.map(\.text))
        }
    }

    @Test(arguments: [(false, 10), (true, 3_200)] as [(Bool, Int64)])
    func `Releases what an earlier life held, at once or with a renewal`(fails: Bool, limit: Int64)
        throws
    {
        try Stage.play { stage in
            _ = try await stage.keeper("a", runs: false).begin(session)
            if fails { stage.store.failures["renew"] = [.before] }
            // The next life of the server works on another session.
            _ = try await stage.keeper("a").begin(other)
            try await stage.pause(.milliseconds(10))
            let start = stage.milliseconds
            _ = try await stage.keeper("b").begin(session)
            #expect(stage.milliseconds - start < limit)
        }
    }

    @Test func `Releases what the previous owner left executing, and knows what is undelivered`()
        throws
    {
        try Stage.play { stage in
            let server = stage.start { $0.instanceName = "a" }
            let tab = server.connect(session.text)
            tab.ask("r1", "Hello")
            try await stage.pause(.seconds(1))
            tab.acknowledges = false
            tab.ask("r2", "More")
            try await stage.pause(.seconds(1))
            #expect(stage.store.effects(of: session.text) == ["completed/1", "executing/1"])
            let ownership = try await stage.keeper("a", runs: false).begin(session)
            #expect(stage.store.effects(of: session.text) == ["completed/1", "pending/1"])
            #expect(ownership.deliveredThrough == 1)
        }
    }
}
