import Histories
import Invariants
import Testing

/// What is excused, shown with `latency.accepted`: a request that reaches the agent after a second
/// fires unless it is excused.
@Suite struct `The excuse of latency and progress` {
    /// Adds a request that reaches the agent late, and returns whether that fires.
    private func fires(_ story: Story, at seconds: Double, seq: Int = 1) -> Bool {
        story.at(seconds).appended("r\(seq)", seq: seq).at(seconds + 1).invoked(seq: seq)
        return story.result("latency.accepted").violationCount > 0
    }

    private var started: Story { Story().started().opened() }

    /// A request that is open from 1 s on.
    private var busy: Story {
        started.at(1).appended("r1", seq: 1).invoked(seq: 1).finished(seq: 1)
            .committed("r1", seq: 1)
    }

    @Test func `covers what is open as the fault starts`() {
        let story = started.at(1).appended("r1", seq: 1).at(1.5).fault("clock-jump")
        #expect(story.at(2).invoked(seq: 1).result("latency.accepted").violationCount == 0)
    }

    @Test func `covers what is accepted while it lasts, and not what comes afterwards`() {
        for fault in ["pause", "store-slow", "partition"] {
            #expect(!fires(started.at(1).fault(fault), at: 2))
            #expect(fires(started.at(1).fault(fault).at(2).healed(fault), at: 9))
        }
    }

    @Test func `covers the time from a crash to the next start`() {
        #expect(!fires(started.at(1).crashed(), at: 2))
        #expect(!fires(started.at(1).stopped(), at: 2))
        #expect(!fires(started.at(1).fault("restart"), at: 2))
        #expect(fires(started.at(1).crashed().at(2).server(1, 2).started(), at: 2.1))
    }

    @Test func `covers what is accepted until the backlog of the crash is drained`() {
        let recovering = busy.crashed().at(2).server(1, 2).started()
        #expect(!fires(recovering, at: 20, seq: 2))
        let recovered = busy.crashed().at(2).server(1, 2).started().at(3)
            .claimed("r1", seq: 1).completed("r1", seq: 1)
        #expect(fires(recovered, at: 4, seq: 2))
    }

    @Test func `does not hold because another session's backlog is not drained`() {
        let story = busy.crashed().at(2).server(1, 2).started().session(2).opened()
        #expect(fires(story, at: 3))
    }

    @Test func `lasts a lease longer after a store fault, or with several servers`() {
        #expect(!fires(started.at(1).fault("store-error").at(2).healed("store-error"), at: 4.9))
        #expect(fires(started.at(1).fault("store-error").at(2).healed("store-error"), at: 5))
        let two = started.at(1).crashed().at(2).server(1, 2).started()
        two.settings.instances = 2
        #expect(!fires(two, at: 4.9))
        let later = started.at(1).crashed().at(2).server(1, 2).started()
        later.settings.instances = 2
        #expect(fires(later, at: 5))
    }

    @Test func `ends with a graceful stop where another server runs`() {
        func rolling(_ story: Story) -> Story {
            story.settings.instances = 2
            return story
        }
        let both = rolling(Story().started().server(2).started().opened())
        #expect(!fires(rolling(started.at(1).fault("restart")), at: 2))
        #expect(fires(both.at(1).server(1).fault("restart").at(2).stopped().server(2), at: 2.5))
        let none = rolling(started.at(1).stopped().server(2).at(2).stopped())
        #expect(!fires(none, at: 3))
        let again = rolling(started.at(1).stopped().server(2).at(2).stopped())
            .at(4).started()
        #expect(!fires(again, at: 6.9))
        #expect(fires(rolling(started.at(1).stopped().server(1, 2).at(2).started()), at: 2.5))
    }

    @Test func `lasts until the calls of a store fault have ended`() {
        let slow = started.at(1).fault("store-slow").calls("poll", call: 1).at(2)
            .healed("store-slow")
        #expect(!fires(slow, at: 20))
        let over = started.at(1).fault("store-slow").calls("poll", call: 1).at(2)
            .healed("store-slow").at(9).returns("poll", call: 1)
        #expect(fires(over, at: 12))
    }

    @Test func `lasts until the outer one of two equal faults is healed`() {
        let story = started.at(1).fault("pause").fault("pause").healed("pause")
        #expect(!fires(story, at: 2))
    }

    @Test func `ends where the liveness phase begins, if nothing heals the fault`() {
        #expect(fires(started.at(1).fault("pause").at(2).phase(.liveness), at: 5))
    }

    @Test func `is not given for what single sessions suffer`() {
        for fault in ["disconnect", "llm-error", "llm-slow", "slow-reader", "bad-frame", "cancel"] {
            #expect(fires(started.at(1).ownFault(fault), at: 2))
            #expect(fires(started.at(1).fault(fault), at: 2))
        }
        #expect(fires(started.at(1).ownFault("partition"), at: 2))
    }
}
