import Histories
import Invariants
import Testing

@Suite struct `lifecycle.status` {
    let id = "lifecycle.status"

    private var pending: Story {
        Story().at(1).started().opened().appended("r1", seq: 1).processed("r1", seq: 1)
    }

    @Test func `allows claims, releases and a completion`() {
        let story = pending.claimed("r1", seq: 1).putBack("r1", seq: 1)
            .claimed("r1", seq: 1, attempt: 2).completed("r1", seq: 1, attempt: 2)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 4)
    }

    @Test func `fires on a step that is none`() {
        let story = pending.at(2).completed("r1", seq: 1, attempt: 0)
            .at(3).claimed("r1", seq: 1, attempt: 1)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect of request r1 became completed at "
                    + "2.000s, though it was pending since 1.000s",
                "session user-1:helper:thread-1: the effect of request r1 became executing at "
                    + "3.000s, though it was completed since 2.000s",
            ]
        )
    }

    @Test func `fires when the attempt count does not follow the claims`() {
        let story = pending.at(2).claimed("r1", seq: 1, attempt: 2)
            .putBack("r1", seq: 1, attempt: 3)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the attempt_count of the effect of request r1 was "
                    + "2 when it became executing at 2.000s; expected 1",
                "session user-1:helper:thread-1: the attempt_count of the effect of request r1 was "
                    + "3 when it became pending at 2.000s; expected 2",
            ]
        )
    }

    @Test func `fires when an effect is given up that has no time to live`() {
        let story = pending.at(2).claimed("r1", seq: 1).gaveUp("r1", seq: 1)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect of request r1 was given up at 2.000s, "
                    + "though no effect-ttl is configured"
            ]
        )
    }

    @Test func `allows an effect to be given up when a time to live is configured`() {
        let story = pending.claimed("r1", seq: 1).gaveUp("r1", seq: 1)
        story.settings.effectTimeToLive = 1_000_000_000
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires when the store says something else`() {
        let story = pending.at(2).claimed("r1", seq: 1)
            .effectRow("r1", seq: 1, "pending", attempt: 1).inspectionEnds()
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect of request r1 is pending with "
                    + "attempt_count 1 in the store at 2.000s; it became executing with 1 at 2.000s"
            ]
        )
    }

    @Test func `allows one step that a crash kept from being told`() {
        let story = pending.at(2).crashed().effectRow("r1", seq: 1, "executing", attempt: 1)
            .inspectionEnds().server(1, 2).started().putBack("r1", seq: 1)
            .claimed("r1", seq: 1, attempt: 2)
        #expect(story.result(id).outcome == .passed)
        let skipping = pending.crashed().effectRow("r1", seq: 1, "completed").inspectionEnds()
        #expect(skipping.result(id).violationCount == 1)
    }

    @Test func `fires on rows that disappear, open or settled long ago`() {
        let story = pending.at(2).inspectionEnds()
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect of request r1, created at 1.000s, is "
                    + "not in the store at 2.000s"
            ]
        )
        let long = Story().at(1).opened()
        for seq in 1...9 {
            long.appended("r\(seq)", seq: seq).processed("r\(seq)", seq: seq)
                .delivered("r\(seq)", seq: seq)
        }
        for seq in 2...9 { long.effectRow("r\(seq)", seq: seq, "completed") }
        long.inspectionEnds()
        #expect(
            long.messages(id) == [
                "session user-1:helper:thread-1: 1 completed or failed effects are not in the "
                    + "store at 1.000s"
            ]
        )
        for seq in 1...9 {
            long.effectRow("r\(seq)", seq: seq, seq == 1 ? "pending" : "completed")
        }
        long.inspectionEnds()
        #expect(
            long.messages(id).last
                == "session user-1:helper:thread-1: the effect of event 1 is pending in the store "
                + "at 1.000s, though it had been completed or had failed"
        )
    }

    @Test func `fires on a status that there is not`() {
        let story = pending.effectRow("r1", seq: 1, "sent")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect of event 1 has the status 'sent' at "
                    + "1.000s"
            ]
        )
    }

    @Test func `cannot tell without claims`() {
        let story = pending
        story.observed = nil
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no effect-claimed facts")
        )
    }
}
