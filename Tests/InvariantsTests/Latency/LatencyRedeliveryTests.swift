import Histories
import Invariants
import Testing

@Suite struct `latency.redelivery` {
    let id = "latency.redelivery"
    private let name = "session user-1:helper:thread-1: "

    /// A response that waits for its client since 1 s.
    private var waiting: Story {
        Story().started().at(1).appended("r1", seq: 1).processed("r1", seq: 1)
    }

    @Test func `allows a poll interval and 100 ms after the connection`() {
        let story = waiting.at(60).opened().at(60.6).claimed("r1", seq: 1).handed("r1")
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `fires a moment later`() {
        let story = waiting.at(60).opened().at(60.601).claimed("r1", seq: 1).handed("r1")
        #expect(
            story.messages(id) == [
                name + "the response to request r1 was handed over at 60.601s, 0.601s after "
                    + "connection 1 was opened; the store explains 0.000s, and a poll interval of "
                    + "0.500s and 0.100s more are allowed"
            ]
        )
        #expect(story.result(id).violations[0].first?.kind == .connectionOpened)
    }

    @Test func `does not begin anew with another tab`() {
        let story = waiting.at(60).opened().at(60.5).on(2).opened().at(60.7).handed("r1")
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `begins anew with the next connection`() {
        let story = waiting.at(60).opened().at(60.5).drops().at(61).on(2).opened().at(61.5)
            .handed("r1")
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires when the client had to leave without it`() {
        let story = waiting.at(60).opened().at(70).drops()
        #expect(
            story.messages(id) == [
                name + "the response to request r1 was still not handed over at 70.000s, 10.000s "
                    + "after connection 1 was opened; the store explains 0.000s, and a poll "
                    + "interval of 0.500s and 0.100s more are allowed"
            ]
        )
    }

    @Test func `counts from the creation where the client is connected`() {
        let story = Story().started().opened().at(1).appended("r1", seq: 1)
            .processed("r1", seq: 1).at(2).handed("r1")
        #expect(story.messages(id).first?.contains("1.000s after it was created;") == true)
    }

    @Test func `counts from the release`() {
        let story = waiting.at(60).opened().claimed("r1", seq: 1).handed("r1").at(65)
            .putBack("r1", seq: 1)
        #expect(story.at(65.6).handed("r1").result(id).outcome == .passed)
        let late = waiting.at(60).opened().claimed("r1", seq: 1).handed("r1").at(65)
            .putBack("r1", seq: 1).at(75).handed("r1")
        #expect(late.messages(id).first?.contains("10.000s after it was released;") == true)
        #expect(late.result(id).comparisons == 2)
    }

    @Test func `counts from the completion of the one before`() {
        let two = waiting.appended("r2", seq: 2).processed("r2", seq: 2).at(60).opened()
            .claimed("r1", seq: 1).handed("r1").at(64).completed("r1", seq: 1)
        #expect(two.at(64.6).handed("r2").result(id).outcome == .passed)
        #expect(two.result(id).comparisons == 2)
        let late = waiting.appended("r2", seq: 2).processed("r2", seq: 2).at(60).opened()
            .claimed("r1", seq: 1).handed("r1").at(64).completed("r1", seq: 1).at(65).handed("r2")
        #expect(
            late.messages(id).first?.contains("1.000s after the one before it was completed;")
                == true
        )
    }

    @Test func `adds the session's store time and that of polls for everybody`() {
        let story = waiting.at(60).opened().calls("claim").at(61).returns("claim")
            .at(61.6).handed("r1")
        #expect(story.result(id).outcome == .passed)
        let poll = waiting.at(60).opened().session(0).calls("poll").at(61).returns("poll")
            .session(1).at(61.6).handed("r1")
        #expect(poll.result(id).outcome == .passed)
        let other = waiting.at(60).opened().session(2).calls("claim").at(61).returns("claim")
            .session(1).at(61.6).handed("r1")
        #expect(other.result(id).violationCount == 1)
    }

    @Test func `stands still while the buffer has no room`() {
        let story = waiting.at(60).opened().blocked().at(90).hasRoom().at(90.6).handed("r1")
        #expect(story.result(id).outcome == .passed)
        let late = waiting.at(60).opened().blocked().at(90).hasRoom().at(90.7).handed("r1")
        #expect(
            late.messages(id).first?.contains("the client's being out of reach 30.000s") == true
        )
    }

    @Test func `does not look at a tab that opened while the frame waits for room on another`() {
        let story = waiting.at(60).opened().blocked().claimed("r1", seq: 1).at(61).on(2).opened()
            .at(63).on(1).hasRoom().handed("r1")
        #expect(story.result(id).outcome == .passed)
        let lost = waiting.at(60).opened().blocked().claimed("r1", seq: 1).at(61).on(2).opened()
            .on(1).closed().at(63).on(2).handed("r1")
        #expect(lost.result(id).violationCount == 1)
    }

    @Test func `stands still while an attempt on another server keeps the lease`() {
        func told(until end: Double) -> Story {
            waiting.appended("r2", seq: 2).server(2).invoked(seq: 2).server(1).at(60).opened()
                .at(80).server(2).finished(seq: 2).server(1).at(end).claimed("r1", seq: 1)
                .handed("r1")
        }
        #expect(told(until: 80.6).result(id).violationCount == 0)
        #expect(told(until: 80.7).result(id).violationCount == 1)
    }

    @Test func `is content with an acknowledgement that comes after all`() {
        let story = waiting.at(60).opened().claimed("r1", seq: 1).handed("r1").at(65)
            .putBack("r1", seq: 1).acknowledged("r1").claimed("r1", seq: 1, attempt: 2)
            .completed("r1", seq: 1, attempt: 2).at(90).phase(.stopped)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires at the end on what was never handed over`() {
        let story = waiting.at(60).opened().at(90).phase(.stopped)
        #expect(story.messages(id).first?.contains("was still not handed over at 90.000s") == true)
    }

    @Test func `excuses a crash while it was pending`() {
        let story = waiting.at(2).crashed().at(3).server(1, 2).started().at(60).opened().at(90)
            .handed("r1")
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `cannot tell without connections`() {
        let story = waiting.handed("r1").completed("r1", seq: 1).calls("x").returns("x")
        story.observed = nil
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no connection-opened facts")
        )
    }
}
