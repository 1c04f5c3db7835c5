import Histories
import Invariants
import Testing

/// Whether a server leaves a session's lease to the server at which the client is, between two events.
@Suite struct `latency.redelivery and giving way` {
    let id = "latency.redelivery"

    /// Server 1 accepts four requests and answers the first; by then the client is at server 2 alone.
    private func left(instances: Int = 2) -> Story {
        let story = Story().started().server(2).started().server(1).at(1).opened().takesLease()
        story.settings.instances = instances
        story.settings.queueInterval = 50_000_000
        for seq in 1...4 { story.appended("r\(seq)", seq: seq) }
        return story.invoked(seq: 1).drops().server(2).on(2).opened().server(1).at(2)
            .finished(seq: 1).committed("r1", seq: 1)
    }

    /// The next event, begun so long after the outcome of the one before, and answered in 1 ms.
    private func next(_ seq: Int, after gap: Double, at time: Double, in story: Story) -> Story {
        story.at(time + gap).processed("r\(seq)", seq: seq)
    }

    @Test func `fires when two events in a row follow at once`() {
        let story = next(3, after: 0.002, at: 2.001, in: next(2, after: 0.001, at: 2, in: left()))
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: instance 1 began event 3 at 2.003s, 0.002s after the "
                    + "outcome of the one before, and that one as soon, though the client is "
                    + "connected to other servers alone: none of them could take the lease "
                    + "meanwhile, for which a queue interval of 0.050s is left"
            ]
        )
        #expect(next(4, after: 0.001, at: 2.003, in: story).messages(id).count == 1)
    }

    @Test func `allows one that follows at once, and others after an interval`() {
        let once = next(2, after: 0.001, at: 2, in: left())
        #expect(next(3, after: 0.05, at: 2.001, in: once).messages(id) == [])
        let twice = next(2, after: 0.001, at: 2, in: left())
        let apart = next(3, after: 0.05, at: 2.001, in: twice)
        #expect(next(4, after: 0.001, at: 2.051, in: apart).messages(id) == [])
    }

    @Test func `counts the events, not the attempts at them`() {
        let story = left().at(2.001).invoked(seq: 2).failed(seq: 2).at(2.002)
            .invoked(seq: 2, attempt: 2).at(2.003).failed(seq: 2, attempt: 2)
            .invoked(seq: 2, attempt: 3)
        #expect(story.messages(id) == [])
    }

    @Test func `allows it where the client is or comes back, and where a lease was left`() {
        let here = left().on(3).opened()
        #expect(next(3, after: 0, at: 2, in: next(2, after: 0, at: 2, in: here)).messages(id) == [])
        let visit = next(2, after: 0, at: 2, in: left()).on(3).opened().drops()
        #expect(next(3, after: 0, at: 2, in: visit).messages(id) == [])
        let taken = next(2, after: 0, at: 2, in: left()).server(2).takesLease(2).server(1)
            .takesLease(3)
        #expect(next(3, after: 0, at: 2, in: taken).messages(id) == [])
        let nobody = left().server(2).on(2).drops().server(1)
        #expect(
            next(3, after: 0, at: 2, in: next(2, after: 0, at: 2, in: nobody)).messages(id) == []
        )
    }

    @Test func `asks nothing of a single server`() {
        let story = next(2, after: 0, at: 2, in: left(instances: 1))
        #expect(next(3, after: 0, at: 2, in: story).messages(id) == [])
    }

    @Test func `says what it cannot tell without the agent`() {
        let story = next(2, after: 0, at: 2, in: left())
        story.observed = FactKind.allCases.filter { $0 != .agentInvoked }
        #expect(
            story.result(id).outcome
                == .inconclusive(
                    "the history has no agent-invoked facts, which leaves whether a lease is left to "
                        + "the server of the client unchecked"
                )
        )
    }
}
