import Histories
import Invariants
import Testing

@Suite struct `ordering.delivery` {
    let id = "ordering.delivery"

    /// Two requests whose effects wait.
    private var waiting: Story {
        Story().at(1).opened().appended("r1", seq: 1).appended("r2", seq: 2)
            .processed("r1", seq: 1).processed("r2", seq: 2)
    }

    @Test func `allows delivery in order`() {
        let story = waiting.delivered("r1", seq: 1).delivered("r2", seq: 2)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 4)
    }

    @Test func `fires when a later response is handed over first`() {
        let story = waiting.at(2).claimed("r1", seq: 1).claimed("r2", seq: 2).handed("r2")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the response to request r2 was handed over at "
                    + "2.000s before the one to request r1, which was created at 1.000s and is "
                    + "executing"
            ]
        )
    }

    @Test func `fires when a later response is received first`() {
        let story = waiting.at(2).received("r2").at(2.5).received("r1")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: response to request r2 delivered before r1: "
                    + "received at 2.000s and at 2.500s, accepted as seq 2 and 1"
            ]
        )
    }

    @Test func `a redelivery is no first reception`() {
        let story = waiting.claimed("r1", seq: 1).handed("r1").received("r1")
            .putBack("r1", seq: 1).claimed("r1", seq: 1, attempt: 2).handed("r1").received("r1")
            .acknowledged("r1").completed("r1", seq: 1, attempt: 2)
            .delivered("r2", seq: 2).received("r1")
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `allows the next after an effect that expired`() {
        let story = waiting.claimed("r1", seq: 1).gaveUp("r1", seq: 1).delivered("r2", seq: 2)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires on a token while an earlier response waits`() {
        let story = Story().at(1).opened().appended("r1", seq: 1).appended("r2", seq: 2)
            .processed("r1", seq: 1).invoked(seq: 2).at(2).tokenSent("r2", "a")
            .tokenSent("r2", "b")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: a token of request r2 went to connection 1 at "
                    + "2.000s, while the response to request r1 was pending and not yet handed to "
                    + "it"
            ]
        )
    }

    @Test func `allows a token where the earlier response was handed to that very connection`() {
        let story = Story().opened().on(4).opened().appended("r1", seq: 1)
            .appended("r2", seq: 2).processed("r1", seq: 1).claimed("r1", seq: 1).on(4)
            .handed("r1").invoked(seq: 2).tokenSent("r2", "a")
        #expect(story.messages(id) == [])
        story.on(1).tokenSent("r2", "a")
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `cannot tell when nobody watches the client`() {
        let story = waiting
        story.observed = [.eventAppended]
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no terminal-received facts")
        )
    }
}
