import Histories
import Invariants
import Testing

@Suite struct `lifecycle.quiescence` {
    let id = "lifecycle.quiescence"

    private var answered: Story {
        Story().at(1).started().opened().appended("r1", seq: 1).processed("r1", seq: 1)
            .delivered("r1", seq: 1)
    }

    @Test func `allows a quiet end`() {
        let story = answered.drops().phase(.stopped).stopped().deliveredRows("r1", seq: 1)
            .inspectionEnds().phase(.end)
        #expect(story.result(id).outcome == .passed)
        #expect(story.violated == [])
    }

    @Test func `fires on an effect left executing`() {
        let story = Story().at(1).started().appended("r1", seq: 1).processed("r1", seq: 1)
            .at(2).claimed("r1", seq: 1).at(9).phase(.stopped).phase(.end)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect of request r1 is still executing, "
                    + "since 2.000s, at the end of the liveness phase"
            ]
        )
    }

    @Test func `fires on an event left unprocessed`() {
        let story = answered.appended("r2", seq: 2).phase(.stopped).phase(.end)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: event 2 of 2 is still unprocessed at the end of "
                    + "the liveness phase"
            ]
        )
    }

    @Test func `fires on a server that does not run at the end`() {
        let story = answered.at(2).crashed().at(9).phase(.stopped).phase(.end)
        #expect(story.result(id).violationCount == 0)
        story.seed = 1
        #expect(
            story.messages(id) == [
                "instance 1 does not run at the end of the liveness phase"
            ]
        )
        let back = answered.at(2).crashed().server(1, 2).started().at(9).phase(.stopped)
            .phase(.end)
        back.seed = 1
        #expect(back.result(id).violationCount == 0)
    }

    @Test func `fires on unfinished tasks`() {
        let story = answered.phase(.stopped).at(3).stopped(unfinished: 1).phase(.end)
        #expect(
            story.messages(id) == [
                "instance 1 had 1 unfinished task after its graceful stop at 3.000s"
            ]
        )
    }

    @Test func `fires on a closed socket that is still held`() {
        let story = answered.at(2).closed().left().phase(.stopped).phase(.end)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 1, closed at 2.000s, is still held by "
                    + "the server at the end"
            ]
        )
    }

    @Test func `a crash releases what the server held`() {
        let before = answered.closed().crashed().phase(.stopped).phase(.end)
        #expect(before.result(id).outcome == .passed)
        let after = answered.crashed().closed(by: .network).phase(.stopped).phase(.end)
        #expect(after.result(id).outcome == .passed)
    }

    @Test func `fires when time goes on no more`() {
        let story = answered.at(4).hostFact(.livelockFound) { $0.count = 2_000_000 }
        #expect(
            story.messages(id) == [
                "the servers are at work for ever: 2000000 steps have run at 4.000s, and time does not "
                    + "go on"
            ]
        )
    }

    @Test func `fires when the store says something else after the stop`() {
        let story = answered.phase(.stopped).eventRow("r1", seq: 1)
            .effectRow("r1", seq: 1, "pending").inspectionEnds().phase(.end)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect of event 1 is pending in the store "
                    + "after the stop",
                "session user-1:helper:thread-1: event 1 has no outcome in the store after the "
                    + "stop",
            ]
        )
    }

    @Test func `cannot tell when the history ends early`() {
        #expect(
            answered.result(id).outcome
                == .inconclusive("the history ends before its liveness phase does")
        )
    }
}
