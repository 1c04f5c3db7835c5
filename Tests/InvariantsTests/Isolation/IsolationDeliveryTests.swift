import Histories
import Invariants
import Testing

@Suite struct `isolation.delivery` {
    let id = "isolation.delivery"

    private var two: Story {
        Story().at(1).session(1).opened().appended("r1", seq: 1)
            .session(2).opened().appended("q1", seq: 1)
    }

    @Test func `allows each session its own`() {
        let story = two.session(1).tokenReceived("r1", "s1e1t1 ").session(2)
            .tokenReceived("q1", "s2e1a2t1 ").received("q1", message: "s2e1t1 s2e1t2 ")
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 6)
    }

    @Test func `fires on a frame of another session's request`() {
        let story = two.session(2).at(2).tokenReceived("r1", "hello")
        #expect(
            story.messages(id) == [
                "session user-2:helper:thread-2: connection 2 received a token frame of request r1 "
                    + "at 2.000s, which belongs to session user-1:helper:thread-1"
            ]
        )
        #expect(story.result(id).violations[0].first?.kind == .eventAppended)
    }

    @Test func `fires on content of another session`() {
        let story = two.session(2).at(2).received("q1", message: "s2e1t1 s1e1t2 s2e1t3 ")
        #expect(
            story.messages(id) == [
                "session user-2:helper:thread-2: connection 2 received content of session "
                    + "user-1:helper:thread-1 at 2.000s, in a final frame of request q1: "
                    + "'s2e1t1 s1e1t2 s2e1t3 '"
            ]
        )
    }

    @Test(arguments: ["sea1t1 ", "s3", "s3e1", "s3e1t", "s3e1t1x", "xs3e1t1", "", "7e1t2 "])
    func `words that are no watermark say nothing`(content: String) {
        #expect(two.session(2).tokenReceived("q1", content).result(id).outcome == .passed)
    }

    @Test func `the same request name in two sessions is no contamination`() {
        let story = two.session(2).appended("r1", seq: 2).tokenReceived("r1", "hello")
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `cannot tell without receptions`() {
        let story = two
        story.observed = nil
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no terminal-received facts")
        )
    }
}
