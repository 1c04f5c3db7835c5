import Histories
import Invariants
import Testing

@Suite struct `latency.first-token` {
    let id = "latency.first-token"
    private let name = "session user-1:helper:thread-1: "

    /// The agent's first token comes 1 s after it was asked.
    private var yielded: Story {
        Story().started().opened().at(1).appended("r1", seq: 1).invoked(seq: 1)
            .at(2).yields("a", seq: 1)
    }

    @Test func `allows a tenth of the agent's own delay`() {
        let story = yielded.at(2.1).tokenSent("r1", "a").at(3).yields("b", seq: 1).at(9)
            .tokenSent("r1", "b")
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `fires a moment later`() {
        let story = yielded.at(2.101).tokenSent("r1", "a")
        #expect(
            story.messages(id) == [
                name + "the first token of request r1, yielded at 2.000s, was handed to connection "
                    + "1 at 2.101s: 0.101s more, where the agent had taken 1.000s and a tenth of "
                    + "that is allowed"
            ]
        )
    }

    @Test func `fires when the response comes without a token`() {
        let story = yielded.finished(seq: 1).committed("r1", seq: 1).claimed("r1", seq: 1).at(3)
            .handed("r1")
        #expect(
            story.messages(id) == [
                name + "connection 1 was handed the response to request r1 at 3.000s without its "
                    + "first token, yielded at 2.000s"
            ]
        )
    }

    @Test func `looks at each tab`() {
        let story = Story().started().opened().on(2).opened().at(1).appended("r1", seq: 1)
            .invoked(seq: 1).at(2).yields("a", seq: 1).on(1).tokenSent("r1", "a")
            .at(3).on(2).tokenSent("r1", "a")
        #expect(story.result(id).comparisons == 2)
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `looks at a retry that is the first to yield`() {
        let story = Story().started().opened().at(1).appended("r1", seq: 1).invoked(seq: 1)
            .failed(seq: 1).at(2).invoked(seq: 1, attempt: 2).at(3).yields("a", seq: 1, attempt: 2)
            .at(4).tokenSent("r1", "a")
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `says nothing of a retry after tokens`() {
        let story = yielded.tokenSent("r1", "a").failed(seq: 1).at(3).invoked(seq: 1, attempt: 2)
            .at(4).yields("b", seq: 1, attempt: 2).at(9).tokenSent("r1", "b")
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `fires also where a connection was short of room once, and is not any more`() {
        let story = Story().started().opened().blocked().at(0.5).hasRoom().at(1)
            .appended("r1", seq: 1).invoked(seq: 1).at(2).yields("a", seq: 1).at(9)
            .tokenSent("r1", "a")
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `says nothing of connections that are not entitled`() {
        let later = Story().started().at(1).appended("r1", seq: 1).invoked(seq: 1).opened()
            .at(2).yields("a", seq: 1).at(9).tokenSent("r1", "a")
        let full = Story().started().opened().blocked().at(1).appended("r1", seq: 1)
            .invoked(seq: 1).at(2).yields("a", seq: 1).at(9).tokenSent("r1", "a")
        let gone = yielded.closed().on(2).opened().handed("r1")
        let narrow = yielded.blocked().at(9).tokenSent("r1", "a")
        for story in [later, full, gone, narrow] {
            #expect(story.result(id).violationCount == 0)
            #expect(story.result(id).comparisons == 0)
        }
    }

    @Test func `says nothing while an earlier response is due`() {
        let story = Story().started().opened().at(1).appended("r1", seq: 1).processed("r1", seq: 1)
            .appended("r2", seq: 2).invoked(seq: 2).at(2).yields("a", seq: 2).at(5).tokenSent(
                "r2",
                "a"
            )
        #expect(story.result(id).comparisons == 0)
    }

    @Test func `says nothing of an attempt that the server gave up`() {
        let story = yielded.abandoned(seq: 1).committed("r1", seq: 1, .cancelled)
            .handed("r1", .cancelled)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `excuses a pause of the host`() {
        let story = yielded.fault("pause").at(5).healed("pause").tokenSent("r1", "a")
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `does not apply to streaming from the outbox`() {
        let story = yielded.at(5).tokenSent("r1", "a")
        story.settings.streaming = .outbox
        #expect(story.result(id).outcome == .notApplicable)
    }

    @Test func `cannot tell without the agent's tokens`() {
        let story = Story().opened().appended("r1", seq: 1).invoked(seq: 1).tokenSent("r1", "a")
        story.observed = nil
        #expect(story.result(id).outcome == .inconclusive("the history has no agent-token facts"))
    }
}
