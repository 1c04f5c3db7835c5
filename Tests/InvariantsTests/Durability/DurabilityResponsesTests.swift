import Histories
import Invariants
import Testing

@Suite struct `durability.responses` {
    let id = "durability.responses"

    private var accepted: Story {
        Story().at(1).started().opened().sends("r1").arrives("r1").appended("r1", seq: 1)
    }

    @Test func `allows what was answered`() {
        let story = accepted.processed("r1", seq: 1).delivered("r1", seq: 1).phase(.stopped)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `fires on a request without a response`() {
        #expect(
            accepted.at(9).phase(.stopped).messages(id) == [
                "session user-1:helper:thread-1: request r1, accepted at 1.000s, has no response"
            ]
        )
    }

    @Test func `fires on a response that never arrived`() {
        let story = accepted.processed("r1", seq: 1).claimed("r1", seq: 1).handed("r1")
            .completed("r1", seq: 1).phase(.stopped)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r1, accepted at 1.000s, has a response "
                    + "that its client never received; the effect is completed"
            ]
        )
    }

    @Test func `a configured effect-ttl may give a response up`() {
        let story = accepted.processed("r1", seq: 1).claimed("r1", seq: 1).at(3)
            .gaveUp("r1", seq: 1).phase(.stopped)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r1, accepted at 1.000s, has a response "
                    + "that was given up at 3.000s"
            ]
        )
        story.settings.effectTimeToLive = 1_000_000_000
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires on a message that arrived and was never accepted`() {
        let story = Story().at(1).opened().arrives("r1").at(9).phase(.stopped)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r1, which arrived at 1.000s, was never "
                    + "accepted"
            ]
        )
    }

    @Test func `a message may be lost with its connection unless its client resends`() {
        let story = Story().at(1).opened().sends("r1").arrives("r1").drops().phase(.stopped)
        #expect(story.result(id).outcome == .passed)
        story.settings.resendingSessions = [1...1]
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r1, sent at 1.000s, was never accepted"
            ]
        )
    }

    @Test func `a message may be lost in a crash, not in a close by the server`() {
        let crash = Story().started().opened().arrives("r1").crashed().phase(.stopped)
        #expect(crash.result(id).outcome == .passed)
        let close = Story().started().opened().arrives("r1").closed(by: .server).phase(.stopped)
        #expect(close.result(id).violationCount == 1)
        let refusal = Story().started().opened().arrives("r1")
            .closed(by: .server, code: 1008).phase(.stopped)
        #expect(refusal.result(id).outcome == .passed)
    }

    @Test func `bad frames and blank messages need no acceptance`() {
        let story = Story().opened().arrives("r1", .malformed).arrives("r2", text: " \n")
            .phase(.stopped)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `a request accepted in a commit that only the store knows is answered too`() {
        let story = Story().started().opened().arrives("r1").crashed().eventRow("r1", seq: 1)
            .inspectionEnds().server(1, 2).started().on(4).opened().arrives("r1")
            .fact(.eventDuplicate, request: "r1", seq: 1).phase(.stopped)
        #expect(story.messages(id).count == 1)
        let answered = Story().started().opened().arrives("r1").crashed().eventRow("r1", seq: 1)
            .inspectionEnds().server(1, 2).started().on(4).opened().processed("r1", seq: 1)
            .delivered("r1", seq: 1).phase(.stopped)
        #expect(answered.result(id).outcome == .passed)
    }

    @Test func `cannot tell when the history ends early`() {
        #expect(
            accepted.result(id).outcome
                == .inconclusive("the history ends before its liveness phase does")
        )
    }
}
