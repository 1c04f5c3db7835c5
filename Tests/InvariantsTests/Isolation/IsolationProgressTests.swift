import Histories
import Invariants
import Testing

@Suite struct `isolation.progress` {
    let id = "isolation.progress"
    private let name = "session user-1:helper:thread-1: "

    /// A request accepted at 1 s, for which the agent takes 2 s.
    private var asked: Story {
        Story().started().opened().at(1).appended("r1", seq: 1).invoked(seq: 1)
            .at(3).finished(seq: 1).committed("r1", seq: 1)
    }

    @Test func `allows the agent's time and 100 ms`() {
        let story = asked.at(3.1).claimed("r1", seq: 1).handed("r1")
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `fires a moment later`() {
        let story = asked.at(3.101).claimed("r1", seq: 1).handed("r1")
        #expect(
            story.messages(id) == [
                name + "request r1 was answered at 3.101s, 2.101s after it was accepted; its "
                    + "attempts explain 2.000s, back-offs 0.000s, the store 0.000s, and 0.100s more "
                    + "is allowed"
            ]
        )
        #expect(story.result(id).violations[0].first?.kind == .eventAppended)
    }

    @Test func `adds the session's own store calls, each by itself`() {
        let story = asked.calls("commit").calls("claim").at(3.2).returns("commit").at(3.4)
            .returns("claim").at(3.7).claimed("r1", seq: 1).handed("r1")
        #expect(story.result(id).outcome == .passed)
        #expect(asked.calls("poll").at(3.2).handed("r1").result(id).violationCount == 0)
    }

    @Test func `does not add what another session asks of the store`() {
        let story = asked.session(2).calls("claim").at(4).returns("claim").session(1)
            .claimed("r1", seq: 1).handed("r1")
        #expect(
            story.messages(id) == [
                name + "request r1 was answered at 4.000s, 3.000s after it was accepted; its "
                    + "attempts explain 2.000s, back-offs 0.000s, the store 0.000s, and 0.100s more "
                    + "is allowed"
            ]
        )
    }

    @Test func `adds the queue interval where another server holds the lease`() {
        func story(holder: Int) -> Story {
            Story().server(holder).started().server(1).started().opened().server(holder)
                .takesLease()
                .server(1).at(1).appended("r1", seq: 1).at(1.15).invoked(seq: 1).finished(seq: 1)
                .committed("r1", seq: 1).claimed("r1", seq: 1).handed("r1")
        }
        #expect(story(holder: 2).result(id).outcome == .passed)
        #expect(
            story(holder: 1).messages(id) == [
                name + "request r1 was answered at 1.150s, 0.150s after it was accepted; its "
                    + "attempts explain 0.000s, back-offs 0.000s, the store 0.000s, and 0.100s more "
                    + "is allowed"
            ]
        )
    }

    @Test func `adds it also where another server delivers the one before`() {
        let story = Story().started().server(2).started().opened().server(1).appended("r1", seq: 1)
            .appended("r2", seq: 2).processed("r1", seq: 1).server(2).takesLease()
            .delivered("r1", seq: 1).at(0.04).server(1).takesLease(2).at(0.14)
            .processed("r2", seq: 2).server(2).takesLease(3).claimed("r2", seq: 2)
        #expect(story.handed("r2").result(id).outcome == .passed)
    }

    @Test func `adds the back-offs between attempts`() {
        let story = Story().started().opened().at(1).appended("r1", seq: 1)
            .invoked(seq: 1).at(2).failed(seq: 1)
            .at(3).invoked(seq: 1, attempt: 2).at(4).failed(seq: 1, attempt: 2)
            .at(6).invoked(seq: 1, attempt: 3).at(7).failed(seq: 1, attempt: 3)
            .committed("r1", seq: 1, .error).claimed("r1", seq: 1).at(7.1).handed("r1", .error)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires when a back-off takes too long`() {
        let story = Story().started().opened().at(1).appended("r1", seq: 1)
            .invoked(seq: 1).at(2).failed(seq: 1).at(5).invoked(seq: 1, attempt: 2)
            .finished(seq: 1, attempt: 2).committed("r1", seq: 1).claimed("r1", seq: 1)
            .handed("r1")
        #expect(
            story.messages(id) == [
                name + "request r1 was answered at 5.000s, 4.000s after it was accepted; its "
                    + "attempts explain 1.000s, back-offs 1.000s, the store 0.000s, and 0.100s more "
                    + "is allowed"
            ]
        )
    }

    @Test func `allows no back-off after the last attempt, nor after a cancel`() {
        let last = Story().started().opened().at(1).appended("r1", seq: 1).invoked(seq: 1)
            .failed(seq: 1).committed("r1", seq: 1, .error).at(2).handed("r1", .error)
        last.settings.maximumAttempts = 1
        #expect(last.result(id).violationCount == 1)
        let cancelled = Story().started().opened().at(1).appended("r1", seq: 1).invoked(seq: 1)
            .at(2).abandoned(seq: 1).committed("r1", seq: 1, .cancelled)
            .at(2.1).handed("r1", .cancelled)
        #expect(cancelled.result(id).outcome == .passed)
        #expect(cancelled.result(id).comparisons == 1)
    }

    @Test func `fires when an agent that hangs holds its session up beyond the timeout`() {
        let story = Story().started().opened().at(1).appended("r1", seq: 1).invoked(seq: 1)
            .at(41).failed(seq: 1).committed("r1", seq: 1, .error).handed("r1", .error)
        story.settings.maximumAttempts = 1
        #expect(
            story.messages(id) == [
                name + "request r1 was answered at 41.000s, 40.000s after it was accepted; its "
                    + "attempts explain 30.000s, back-offs 0.000s, the store 0.000s, and 0.100s "
                    + "more is allowed"
            ]
        )
    }

    @Test func `counts from the completion of the one before`() {
        let story = asked.appended("r2", seq: 2).claimed("r1", seq: 1).handed("r1")
            .processed("r2", seq: 2).at(10).completed("r1", seq: 1)
        #expect(story.at(10.1).handed("r2").result(id).outcome == .passed)
        let late = asked.appended("r2", seq: 2).claimed("r1", seq: 1).handed("r1")
            .processed("r2", seq: 2).at(10).completed("r1", seq: 1).at(10.5).handed("r2")
        #expect(
            late.messages(id) == [
                name + "request r2 was answered at 10.500s, 0.500s after the response to request "
                    + "r1 was completed; its attempts explain 0.000s, back-offs 0.000s, the store "
                    + "0.000s, and 0.100s more is allowed"
            ]
        )
    }

    @Test func `leaves out the time in which the client is out of reach`() {
        let away = asked.drops().at(60).on(2).opened().claimed("r1", seq: 1)
        #expect(away.at(60.1).handed("r1").result(id).outcome == .passed)
        let late = asked.drops().at(60).on(2).opened().at(60.5).handed("r1")
        #expect(
            late.messages(id) == [
                name + "request r1 was answered at 60.500s, 59.500s after it was accepted; its "
                    + "attempts explain 2.000s, back-offs 0.000s, the store 0.000s, the client's "
                    + "being out of reach 57.000s, and 0.100s more is allowed"
            ]
        )
        let blocked = asked.blocked().at(9).hasRoom().at(9.1).handed("r1")
        #expect(blocked.result(id).outcome == .passed)
        #expect(asked.blocked().at(9).hasRoom().at(9.2).handed("r1").result(id).violationCount == 1)
    }

    /// Server 2 answers at 3 s a request that server 1 accepted, where the client is alone.
    private var elsewhere: Story {
        let story = Story().started().server(2).started().server(1).opened().server(2).takesLease()
            .at(1).server(1).appended("r1", seq: 1).server(2).invoked(seq: 1).at(3)
            .finished(seq: 1).committed("r1", seq: 1)
        story.settings.queueInterval = 2_000_000_000
        return story
    }

    @Test func `adds an interval for each time that the client is not where the lease is`() {
        let taken = elsewhere.at(5).server(1).takesLease(2)
        #expect(taken.at(5.1).handed("r1").result(id).outcome == .passed)
        let late = elsewhere.at(7).server(1).takesLease(2).at(7.1).handed("r1")
        #expect(
            late.messages(id) == [
                name + "request r1 was answered at 7.100s, 6.100s after it was accepted; its "
                    + "attempts explain 2.000s, back-offs 2.000s, the store 0.000s, and 0.100s more "
                    + "is allowed"
            ]
        )
        // It leaves before the lease is asked for again, and comes back to the server that answered.
        let visit = elsewhere.at(4.5).server(1).drops().at(20).server(2).on(2).opened()
        #expect(visit.at(20.1).handed("r1").result(id).outcome == .passed)
        let twice = elsewhere.at(4).server(1).drops().at(5).on(2).opened().at(7).takesLease(2)
        #expect(twice.at(7.1).handed("r1").result(id).outcome == .passed)
    }

    @Test func `takes a connection to another server for no way to hand over what one executes`() {
        let story = elsewhere.server(2).on(2).opened().claimed("r1", seq: 1).blocked()
        #expect(story.at(9).hasRoom().at(9.1).handed("r1").result(id).outcome == .passed)
    }

    @Test func `counts an absence only once there is something to hand over`() {
        let story = Story().started().opened().at(1).appended("r1", seq: 1).drops()
            .at(9).on(2).opened().processed("r1", seq: 1).handed("r1")
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `excuses what was open in a fault of the host, and nothing after it`() {
        let story = asked.fault("pause").at(30).healed("pause").handed("r1").received("r1")
            .completed("r1", seq: 1)
        #expect(story.result(id).violationCount == 0)
        #expect(story.result(id).comparisons == 0)
        let next = story.at(40).appended("r2", seq: 2).processed("r2", seq: 2).at(41).handed("r2")
        #expect(next.result(id).violationCount == 1)
    }

    @Test func `is not excused by what befalls single sessions`() {
        for fault in ["disconnect", "llm-error", "slow-reader"] {
            let story = asked.session(2).ownFault(fault).session(1).at(5).handed("r1")
            #expect(story.result(id).violationCount == 1)
        }
    }

    @Test func `fires at the end on what was never answered`() {
        let story = asked.at(60).phase(.stopped)
        #expect(
            story.messages(id) == [
                name + "request r1 is not answered at 60.000s, 59.000s after it was accepted; its "
                    + "attempts explain 2.000s, back-offs 0.000s, the store 0.000s, and 0.100s more "
                    + "is allowed"
            ]
        )
        #expect(asked.drops().at(60).phase(.stopped).result(id).violationCount == 0)
    }

    @Test func `cannot tell without the agent or the store`() {
        let story = Story().appended("r1", seq: 1).committed("r1", seq: 1).opened().handed("r1")
        story.observed = nil
        #expect(
            story.result(id).outcome
                == .inconclusive(
                    "the history has no agent-invoked, effect-completed, store-called, "
                        + "store-returned facts"
                )
        )
    }
}
