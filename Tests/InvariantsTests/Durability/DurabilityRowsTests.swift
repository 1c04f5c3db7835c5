import Histories
import Invariants
import Testing

@Suite struct `durability.events` {
    let id = "durability.events"

    private var crashed: Story {
        Story().at(1).started().appended("r1", seq: 1).committed("r1", seq: 1)
            .appended("r2", seq: 2).crashed().at(2)
    }

    @Test func `allows what was committed, and more`() {
        let story = crashed.eventRow("r1", seq: 1).eventRow("r2", seq: 2)
            .checkpointRow(seq: 1).effectRow("r1", seq: 1, "pending", attempt: 0)
            .eventRow("r3", seq: 3).checkpointRow(seq: 2).inspectionEnds()
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `fires on a lost event`() {
        let story = crashed.eventRow("r1", seq: 1).checkpointRow(seq: 1)
            .effectRow("r1", seq: 1, "pending").inspectionEnds()
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: event 2 was committed, but is not in the store at "
                    + "2.000s"
            ]
        )
        #expect(story.result(id).violations[0].first?.request == "r2")
    }

    @Test func `fires on a lost outcome`() {
        let story = crashed.eventRow("r1", seq: 1).eventRow("r2", seq: 2).inspectionEnds()
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the checkpoint of event 1 was committed, but is "
                    + "not in the store at 2.000s",
                "session user-1:helper:thread-1: the effect of event 1 was committed, but is not "
                    + "in the store at 2.000s",
            ]
        )
    }

    /// An event whose row says nothing of its request, in a run of the simulator or elsewhere.
    private func unreadable(seed: UInt64?) -> Story {
        let story = Story().at(1).started().appended("r1", seq: 1).at(2)
        story.seed = seed
        return story.fact(.storeInspected, seq: 1, content: #"{"id":"r1","content":"a"}"#) {
            $0.table = .events
        }.inspectionEnds()
    }

    @Test func `fires on an event that is written in another form`() {
        #expect(
            unreadable(seed: 1).messages(id) == [
                "session user-1:helper:thread-1: event 1 is in the store at 2.000s in a form that no "
                    + #"other release reads: '{"id":"r1","content":"a"}'"#
            ]
        )
        #expect(unreadable(seed: nil).messages(id) == [])
    }

    @Test func `cannot tell without an inspection`() {
        let story = crashed
        story.observed = nil
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no store-inspected facts")
        )
    }
}

@Suite struct `durability.atomicity` {
    let id = "durability.atomicity"

    @Test func `allows both and neither`() {
        let story = Story().eventRow("r1", seq: 1).eventRow("r2", seq: 2).checkpointRow(seq: 1)
            .effectRow("r1", seq: 1, "pending").inspectionEnds()
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `fires on one without the other`() {
        let story = Story().at(2).checkpointRow(seq: 1).session(2).effectRow(
            "q",
            seq: 70,
            "pending"
        )
        .inspectionEnds()
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the store has a checkpoint, but no effect of "
                    + "event 1 at 2.000s",
                "session user-2:helper:thread-2: the store has an effect, but no checkpoint of "
                    + "event 70 at 2.000s",
            ]
        )
    }

    @Test func `looks at each inspection by itself`() {
        let story = Story().checkpointRow(seq: 1).inspectionEnds()
            .effectRow("r1", seq: 1, "pending").inspectionEnds()
        #expect(story.result(id).violationCount == 2)
    }

    @Test func `cannot tell without an inspection`() {
        let story = Story()
        story.observed = []
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no store-inspected facts")
        )
    }
}

@Suite struct `durability.history` {
    let id = "durability.history"

    private var committed: Story {
        Story().at(1).started().appended("r1", seq: 1, text: "one")
            .committed("r1", seq: 1, message: "answer").crashed().at(2)
    }

    @Test func `allows the replay of events and answers`() {
        let story = committed.checkpointRow(seq: 1, holding: ["user:one", "assistant:answer"])
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `fires on another history`() {
        let story = committed.checkpointRow(seq: 1, holding: ["user:one"])
            .checkpointRow(seq: 1, holding: ["user:one", "assistant:other"])
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the checkpoint of event 1 holds, at 2.000s, 1 "
                    + "messages; the session's history has 2",
                "session user-1:helper:thread-1: the checkpoint of event 1 holds, at 2.000s, "
                    + "'other' of the assistant as message 2, which is not the session's own",
            ]
        )
    }

    @Test func `cannot tell when rows do not show their messages`() {
        #expect(
            committed.checkpointRow(seq: 1).result(id).outcome
                == .inconclusive("no inspected checkpoint shows its messages")
        )
    }
}
