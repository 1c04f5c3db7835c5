import Histories
import Invariants
import Testing

/// The latency that a final frame claims, against the time that the agent took.
@Suite struct `protocol.frames and the latency of an answer` {
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
}
