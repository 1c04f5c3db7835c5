import Histories
import Invariants
import Testing

/// What frames claim of an answer, against what the agent did.
@Suite struct `protocol.frames and what is claimed of an answer` {
    let id = "protocol.frames"

    /// A run of the simulator in which the agent takes 250.9 ms, and the frame claims a latency.
    private func claiming(_ latency: Int, seed: UInt64? = 1) -> Story {
        let story = Story().at(1).opened().arrives("r1").appended("r1", seq: 1).invoked(seq: 1)
            .at(1.2509).finished(seq: 1).committed("r1", seq: 1).claimed("r1", seq: 1)
            .at(2).handed("r1", latency: latency)
        story.seed = seed
        return story
    }

    @Test(arguments: [0, 248, 252, 1_000, 250_900])
    func `fires on another one`(latency: Int) {
        #expect(
            claiming(latency).messages(id) == [
                "session user-1:helper:thread-1: the final frame of request r1, handed to "
                    + "connection 1 at 2.000s, claims a latency of \(latency) ms; the agent had "
                    + "taken 250 ms"
            ]
        )
    }

    @Test(arguments: [249, 250, 251])
    func `allows the agent's own, to a millisecond`(latency: Int) {
        #expect(claiming(latency).result(id).violationCount == 0)
    }

    @Test func `does not hold clocks elsewhere against each other`() {
        #expect(claiming(1_000, seed: nil).result(id).violationCount == 0)
    }

    @Test func `leaves a stalled process out`() {
        let story = Story().at(1).opened().appended("r1", seq: 1).invoked(seq: 1).fault("pause")
            .finished(seq: 1).at(2).healed("pause").committed("r1", seq: 1).claimed("r1", seq: 1)
            .handed("r1", latency: 1_000)
        story.seed = 1
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `fires when a client is told what the agent failed of`() {
        func failing(_ message: String) -> Story {
            let story = Story().at(1).opened().arrives("r1").appended("r1", seq: 1).invoked(seq: 1)
                .fact(.agentFailed, seq: 1, attempt: 1) { $0.note = "no such host: llm-7" }
                .committed("r1", seq: 1, .error).claimed("r1", seq: 1).at(2)
                .handed("r1", .error, message: message)
            story.seed = 1
            return story
        }
        #expect(failing("Please ask again.").result(id).violationCount == 0)
        #expect(
            failing("Sorry: no such host: llm-7.").messages(id) == [
                "session user-1:helper:thread-1: the error frame of request r1, handed to "
                    + "connection 1 at 2.000s, tells the client what the agent failed of: "
                    + "'no such host: llm-7'"
            ]
        )
    }

    /// A run of the simulator in which the agent reports tokens, and the outcome claims others.
    private func reporting(_ reported: TokenCounts?, claiming claimed: TokenCounts?) -> Story {
        let story = Story().at(1).opened().arrives("r1").appended("r1", seq: 1).invoked(seq: 1)
            .fact(.agentFinished, seq: 1, attempt: 1) { $0.usage = reported }
            .fact(.effectCreated, request: "r1", frame: .final, seq: 1, effect: "e1") {
                $0.latency = 0
                $0.usage = claimed
            }
        story.seed = 1
        return story
    }

    private let usage = TokenCounts(input: 5, output: 7)

    @Test func `fires on tokens other than the agent's`() {
        let other = TokenCounts(input: 7, output: 5)
        #expect(
            reporting(usage, claiming: other).messages(id) == [
                "session user-1:helper:thread-1: the outcome of request r1, committed at 1.000s, "
                    + "claims 7 tokens read and 5 written; the agent had reported 5 tokens read and "
                    + "7 written"
            ]
        )
        #expect(
            reporting(usage, claiming: nil).messages(id) == [
                "session user-1:helper:thread-1: the outcome of request r1, committed at 1.000s, "
                    + "claims no tokens; the agent had reported 5 tokens read and 7 written"
            ]
        )
    }

    @Test func `allows the agent's own tokens, and an agent that reports none`() {
        #expect(reporting(usage, claiming: usage).result(id).violationCount == 0)
        #expect(reporting(nil, claiming: nil).result(id).violationCount == 0)
    }

    @Test func `fires when the frame claims something else than the stored outcome`() {
        let story = reporting(usage, claiming: usage).claimed("r1", seq: 1).at(2)
        #expect(
            story.handed("r1", latency: 0).messages(id) == [
                "session user-1:helper:thread-1: the final frame of request r1, handed to connection "
                    + "1 at 2.000s, claims a latency of 0 ms and no tokens; the stored outcome says a "
                    + "latency of 0 ms and 5 tokens read and 7 written"
            ]
        )
    }

    @Test func `fires when the outcome claims another latency`() {
        let story = Story().at(1).opened().arrives("r1").appended("r1", seq: 1).invoked(seq: 1)
            .at(3).finished(seq: 1)
            .fact(.effectCreated, request: "r1", frame: .final, seq: 1, effect: "e1") {
                $0.latency = 20
            }
        story.seed = 1
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the outcome of request r1, committed at 3.000s, "
                    + "claims a latency of 20 ms; the agent had taken 2000 ms"
            ]
        )
    }

    /// A run of the simulator in which an error ends a request.
    private func failing(_ status: String) -> Story {
        let story = Story().at(1).opened().arrives("r1").appended("r1", seq: 1).invoked(seq: 1)
            .failed(seq: 1).committed("r1", seq: 1, .error).claimed("r1", seq: 1).at(2)
            .fact(.terminalSent, request: "r1", frame: .error) { $0.status = status }
        story.seed = 1
        return story
    }

    @Test func `fires when a client is told not to ask again after an agent's failure`() {
        #expect(
            failing("permanent").messages(id) == [
                "session user-1:helper:thread-1: the error frame of request r1, handed to connection "
                    + "1 at 2.000s, says that it is no use to ask again; the agent had failed, which "
                    + "may pass"
            ]
        )
        #expect(failing("retryable").result(id).violationCount == 0)
    }

    /// A run of the simulator in which a bad frame is refused.
    private func refusing(_ status: String) -> Story {
        let story = Story().at(1).opened().arrives("r1", .malformed).at(2)
            .fact(.errorSent, request: "r1", frame: .error) { $0.status = status }
        story.seed = 1
        return story
    }

    @Test func `fires when a client is told to send a bad frame again`() {
        #expect(
            refusing("retryable").messages(id) == [
                "session user-1:helper:thread-1: the malformed frame that arrived on connection 1 "
                    + "at 1.000s was refused at 2.000s with an error that says it may be sent again"
            ]
        )
        #expect(refusing("permanent").result(id).violationCount == 0)
    }
}
