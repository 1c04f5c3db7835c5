import Histories
import Invariants
import Testing

@Suite struct `deduplication.request` {
    let id = "deduplication.request"

    @Test func `allows one event a request, and recognised repeats`() {
        let story = Story().appended("r1", seq: 1).appended("r2", seq: 2)
            .fact(.eventDuplicate, request: "r1", seq: 1).session(2).appended("r1", seq: 1)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 4)
    }

    @Test func `fires when a request becomes a second event`() {
        let story = Story().at(1).appended("r1", seq: 1).at(2).appended("r1", seq: 2)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r1 became an event again at 2.000s, with "
                    + "seq 2, after seq 1 at 1.000s"
            ]
        )
    }

    @Test func `fires even when the first was settled long ago`() {
        let story = Story().at(1)
        for seq in 1...9 {
            story.appended("r\(seq)", seq: seq).processed("r\(seq)", seq: seq)
                .delivered("r\(seq)", seq: seq)
        }
        #expect(story.at(3).appended("r1", seq: 10).result(id).violationCount == 1)
    }

    @Test func `fires when a repeat is taken for another event`() {
        let story = Story().at(1).appended("r1", seq: 1).appended("r2", seq: 2)
            .fact(.eventDuplicate, request: "r1", seq: 2)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r1, sent again, was taken for event 2 at "
                    + "1.000s; it is event 1"
            ]
        )
    }

    @Test func `allows a request to be asked again and answered, as the event that it is`() {
        let story = Story().appended("r1", seq: 1)
            .fact(.agentInvoked, request: "r1", seq: 1, attempt: 1)
            .fact(.agentInvoked, request: "r1", seq: 1, attempt: 2).created("r1", seq: 1)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 4)
    }

    @Test func `fires when a repeat that is stored under another name is asked and answered`() {
        let story = Story().at(1).appended("r1", seq: 1).appended("r1 again", seq: 2)
            .at(2).fact(.agentInvoked, request: "r1", seq: 2).at(3).created("r1", seq: 2)
        let who = "session user-1:helper:thread-1: request r1"
        #expect(
            story.messages(id) == [
                "\(who) was given to the agent as event 2 at 2.000s; it is event 1",
                "\(who) was answered as event 2 at 3.000s; it is event 1",
            ]
        )
    }

    @Test func `cannot tell without appended events`() {
        let story = Story()
        story.observed = nil
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no event-appended facts")
        )
    }
}
