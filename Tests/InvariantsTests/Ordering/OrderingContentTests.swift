import Histories
import Invariants
import Testing

@Suite struct `ordering.content` {
    let id = "ordering.content"

    private var spoken: Story {
        Story().at(1).appended("r1", seq: 1).invoked(seq: 1).yields("a ", seq: 1)
            .yields("b ", seq: 1).finished(seq: 1)
    }

    @Test func `allows exactly the tokens`() {
        let story = spoken.committed("r1", seq: 1, message: "a b ").claimed("r1", seq: 1)
            .handed("r1", message: "a b ").received("r1", message: "a b ")
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 3)
    }

    @Test func `fires on another text at the commit`() {
        #expect(
            spoken.committed("r1", seq: 1, message: "a c ").messages(id) == [
                "session user-1:helper:thread-1: the response committed for request r1 at 1.000s, "
                    + "'a c ', is not what the agent said in its tokens"
            ]
        )
    }

    @Test func `fires on an answer that no attempt has come to`() {
        let story = Story().at(1).appended("r1", seq: 1).invoked(seq: 1).failed(seq: 1)
            .committed("r1", seq: 1, message: "")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: a response was committed for request r1 at 1.000s, "
                    + "'', though no attempt of the agent had finished"
            ]
        )
    }

    @Test func `takes a text that only looks alike for another one`() {
        let story = Story().at(1).appended("r1", seq: 1).invoked(seq: 1).yields(
            "cafe\u{301}",
            seq: 1
        )
        .finished(seq: 1).committed("r1", seq: 1, message: "cafe\u{301}")
        #expect(story.handed("r1", message: "cafe\u{301}").result(id).violationCount == 0)
        #expect(story.received("r1", message: "caf\u{E9}").result(id).violationCount == 1)
    }

    @Test func `fires on another text at the client`() {
        let story = spoken.committed("r1", seq: 1, message: "a b ").at(2)
            .received("r1", message: "a ")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the final frame of request r1, received at "
                    + "2.000s, says 'a '; committed was 'a b '"
            ]
        )
    }

    @Test func `the attempt that finished counts`() {
        let story = Story().appended("r1", seq: 1).invoked(seq: 1).yields("x", seq: 1)
            .failed(seq: 1).invoked(seq: 1, attempt: 2).yields("y", seq: 1, attempt: 2)
            .finished(seq: 1, attempt: 2)
        #expect(story.committed("r1", seq: 1, message: "y").messages(id) == [])
        #expect(story.created("r1", seq: 1, message: "x").result(id).violationCount == 1)
    }

    @Test func `cannot tell without the agent's tokens`() {
        let story = spoken
        story.observed = [.agentFinished, .effectCreated]
        #expect(story.result(id).outcome == .inconclusive("the history has no agent-token facts"))
    }
}
