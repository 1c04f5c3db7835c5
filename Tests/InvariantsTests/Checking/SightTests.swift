import Histories
import Invariants
import Testing

/// What a source cannot observe is inconclusive: neither a success nor an accusation.
@Suite struct `A source that does not observe everything` {
    /// A valid history of which the source has not observed some kinds; `says` is whether it says so.
    private func history(without kinds: [FactKind], says: Bool = true) -> History {
        var generated = GeneratedHistory(seed: 3)
        var history = generated.make(sessions: 3, requests: 4)
        history.facts.removeAll { kinds.contains($0.kind) }
        history.header.observed = says ? FactKind.allCases.filter { !kinds.contains($0) } : nil
        return history
    }

    private func outcome(_ id: String, without kind: FactKind, says: Bool = true) throws
        -> InvariantResult.Outcome
    {
        try #require(CheckerSet.check(history(without: [kind], says: says), [id]).first).outcome
    }

    @Test(arguments: FactKind.allCases)
    func `accuses nobody who did nothing wrong`(kind: FactKind) {
        for result in CheckerSet.check(history(without: [kind])) {
            #expect(result.outcome != .violated, "\(result.violations.first?.message ?? "")")
        }
    }

    @Test(arguments: [
        ("ordering.sequence", FactKind.frameArrived, "the order of arrival"),
        ("ordering.delivery", .terminalSent, "the order of hand-overs"),
        ("ordering.delivery", .tokenSent, "what tokens must wait for"),
        ("ordering.tokens", .connectionOpened, "who was to get every token"),
        ("ordering.tokens", .terminalReceived, "who was to get every token"),
        ("ordering.content", .terminalReceived, "what clients read"),
        ("isolation.delivery", .tokenReceived, "whom tokens reach"),
        ("isolation.state", .frameArrived, "what clients wrote"),
        ("isolation.state", .checkpointCommitted, "whose events and checkpoints were written"),
        ("deduplication.execution", .effectCompleted, "when executions end"),
        ("deduplication.delivery", .effectCompleted, "what late connections are handed"),
        ("deduplication.delivery", .frameArrived, "what was acknowledged"),
        ("durability.responses", .frameArrived, "whether every message was accepted"),
        ("durability.responses", .clientSent, "whether every message was accepted"),
        ("durability.responses", .effectCreated, "whether there is one effect for each"),
        ("lifecycle.status", .storeInspected, "whether a row disappears"),
        ("lifecycle.quiescence", .effectCreated, "whether effects were delivered"),
        ("lifecycle.quiescence", .serverStopped, "whether tasks were left"),
        ("lifecycle.quiescence", .connectionOpened, "whether sockets were released"),
        ("protocol.frames", .effectCreated, "how cancelled requests end"),
        ("protocol.frames", .connectionClosed, "how connections are closed"),
        ("latency.first-token", .terminalSent, "whether a first token never came"),
    ])
    func `has no success where a part went unchecked`(
        id: String,
        kind: FactKind,
        part: String
    ) throws {
        let reason = "the history has no \(kind.rawValue) facts, which leaves \(part) unchecked"
        #expect(try outcome(id, without: kind) == .inconclusive(reason))
        #expect(try outcome(id, without: kind, says: false) == .inconclusive(reason))
    }

    @Test(arguments: [
        ("ordering.sequence", FactKind.eventAppended), ("ordering.processing", .agentInvoked),
        ("ordering.delivery", .terminalReceived), ("ordering.tokens", .agentToken),
        ("ordering.content", .agentFinished), ("isolation.delivery", .eventAppended),
        ("isolation.state", .effectCreated), ("isolation.progress", .storeReturned),
        ("deduplication.request", .eventAppended), ("deduplication.effect", .effectCreated),
        ("deduplication.execution", .effectClaimed), ("deduplication.delivery", .effectCreated),
        ("durability.events", .storeInspected), ("durability.atomicity", .storeInspected),
        ("durability.responses", .terminalReceived), ("durability.history", .storeInspected),
        ("lifecycle.status", .effectClaimed), ("lifecycle.quiescence", .checkpointCommitted),
        ("protocol.frames", .frameArrived), ("latency.first-token", .agentToken),
        ("latency.accepted", .agentInvoked), ("latency.redelivery", .connectionOpened),
    ])
    func `cannot tell anything without what an invariant is about`(id: String, kind: FactKind)
        throws
    {
        let reason = "the history has no \(kind.rawValue) facts"
        #expect(try outcome(id, without: kind) == .inconclusive(reason))
        #expect(try outcome(id, without: kind, says: false) == .inconclusive(reason))
    }

    @Test func `accuses nobody of what may have an explanation that it cannot see`() {
        let story = Story().at(1).appended("r1", seq: 1).invoked(seq: 1).at(2)
            .invoked(seq: 1, attempt: 2).fact(.checkpointCommitted, seq: 1)
        story.observed = FactKind.allCases.filter { $0 != .agentFailed }
        #expect(
            story.result("ordering.processing").outcome
                == .inconclusive(
                    "agent-failed facts, which the history does not have, may explain this: session "
                        + "user-1:helper:thread-1: an attempt of event 1 began at 2.000s on "
                        + "instance 1, incarnation 1, while the attempt of event 1 from 1.000s on "
                        + "instance 1, incarnation 1 was still running"
                )
        )
        story.observed = FactKind.allCases
        #expect(story.result("ordering.processing").outcome == .violated)
        // Who says nothing of what he observes is taken to observe what may be there.
        story.observed = nil
        #expect(story.result("ordering.processing").outcome == .violated)
    }

    @Test func `still accuses of what it sees`() {
        let story = Story().at(1.2).appended("r1", seq: 1).at(1.5).appended("r2", seq: 3)
        story.observed = [.eventAppended]
        #expect(story.result("ordering.sequence").outcome == .violated)
    }
}
