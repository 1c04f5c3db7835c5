import ChatParts
import EventsAndEffects
import Rehearsal
import Testing

/// The parts of one's own, rehearsed.
@Suite struct RehearsalTests {
    private let seeds: ClosedRange<UInt64> = 1...10

    @Test func `The queue keeps every promise`() async throws {
        let rehearsal = Rehearsal(of: .init(name: "mailbox queue", parts: .own), seeds: seeds)
        try await rehearsal.run(Scenarios.own).requirePassed()
    }

    @Test func `The queue and the cache keep every promise together`() async throws {
        let rehearsal = Rehearsal(
            of: .init(name: "own parts", parts: .own, store: ConversationCache.init),
            seeds: seeds
        )
        try await rehearsal.run(Scenarios.own).requirePassed()
    }

    @Test func `The first draft of the queue forgets a message that comes as it leaves`()
        async throws
    {
        let rehearsal = Rehearsal(
            of: .init(name: "hasty queue", parts: ServerParts(queue: HastyQueue.init)),
            seeds: seeds
        )
        let outcome = try await rehearsal.run(text: Self.slowStore, named: "slow-store")
        #expect(outcome.verdict == .violated)
        let failure = try #require(
            outcome.failures.first { $0.invariant == "latency.accepted" }
        )
        #expect(failure.violation.message.contains("in an idle session, reached the agent at"))
        #expect(failure.evidence.contains("reproduce: Rehearsal(of: …, seeds: "))

        // The same seed is the same run, with everything that was observed in it.
        let history = outcome.scenarios[0].history(at: failure.seeds[0])
        #expect(history == outcome.scenarios[0].history(at: failure.seeds[0]))
        #expect(history.contains("event-appended"))

        // The queue that became of it passes the very same.
        let repaired = Rehearsal(of: .init(name: "mailbox queue", parts: .own), seeds: seeds)
        try await repaired.run(text: Self.slowStore, named: "slow-store").requirePassed()
    }

    private static let slowStore = """
        version: 1
        scenario: slow-store
        summary: People type ahead while every call of the store takes its time.
        store: { latency: 5ms..50ms }
        clients:
          - { sessions: 10, messages: 10, pipeline: 2, think-time: 0.2s..2s }
        llm: { tokens: 3..6 }
        limits: { duration: 20s }
        expect:
          sometimes: [concurrent-sessions(4)]
        """

    @Test func `The first draft of the cache is stale after another server's turn`() async throws {
        let rehearsal = Rehearsal(
            of: .init(name: "stale cache", store: StaleCache.init),
            seeds: 1...2
        )
        let outcome = try await rehearsal.run(Scenarios.file("rolling-deploy"))
        #expect(outcome.violatedInvariants.contains("ordering.processing"))
    }
}
