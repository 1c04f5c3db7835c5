import Histories
import Invariants
import Testing

@Suite struct `ordering.sequence` {
    let id = "ordering.sequence"

    @Test func `fires on a gap`() {
        let story = Story().at(1.2).appended("r1", seq: 1).at(1.5).appended("r2", seq: 3)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r2 was appended at 1.500s with seq 3; "
                    + "expected 2"
            ]
        )
        #expect(story.result(id).violations[0].first?.request == "r1")
    }

    @Test func `fires on a repeat after a crash`() {
        let story = Story().at(1).started().appended("r1", seq: 1).crashed()
            .at(2).server(1, 2).started().appended("r2", seq: 1)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r2 was appended at 2.000s with seq 1; "
                    + "expected 2"
            ]
        )
    }

    @Test func `fires when a later message of a connection overtakes an earlier one`() {
        let story = Story().at(1).arrives("r1").arrives("r2").at(1.1).appended("r2", seq: 1)
            .appended("r1", seq: 2)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r2 was appended at 1.100s before request "
                    + "r1, which had arrived before it on connection 1 at 1.000s"
            ]
        )
    }

    @Test func `allows other sessions and other tabs in between`() {
        let story = Story().at(1).on(1).opened().on(4).opened()
        story.on(1).arrives("r1").on(4).arrives("r2").session(2).arrives("r9")
        story.session(1).appended("r2", seq: 1).session(2).appended("r9", seq: 1)
            .session(1).appended("r1", seq: 2)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 6)
    }

    @Test func `allows a resend on another connection to go first there`() {
        let story = Story().opened().arrives("r1").arrives("r2").drops()
            .on(4).opened().arrives("r2").appended("r2", seq: 1)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `what arrived at an ended incarnation counts no more`() {
        let story = Story().started().opened().arrives("r1").arrives("r2").crashed()
            .server(1, 2).started().on(4).opened().arrives("r2").appended("r2", seq: 1)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `allows a commit whose reply the crash swallowed`() {
        let story = Story().started().appended("r1", seq: 1).crashed()
            .eventRow("r1", seq: 1).eventRow("r2", seq: 2).inspectionEnds()
            .server(1, 2).started().appended("r3", seq: 3)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `cannot tell without appended events`() {
        let story = Story().arrives("r1")
        story.observed = [.frameArrived]
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no event-appended facts")
        )
    }
}
