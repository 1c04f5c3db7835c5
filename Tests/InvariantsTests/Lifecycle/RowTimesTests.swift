import Histories
import Invariants
import Testing

/// The times in rows, against when they were made and changed, in runs of the simulator.
@Suite struct `lifecycle.status and the times in rows` {
    let id = "lifecycle.status"

    /// A request that arrives at one second, is stored at two, claimed at four and completed at five.
    private func delivered(seed: UInt64? = 1) -> Story {
        let story = Story().at(1).opened().arrives("r1").at(2).appended("r1", seq: 1)
            .invoked(seq: 1).at(3).finished(seq: 1).committed("r1", seq: 1)
            .at(4).calls("claim", 2).claimed("r1", seq: 1).returns("claim", 2)
            .handed("r1").acknowledged("r1").at(5).calls("complete", 3).completed("r1", seq: 1)
            .returns("complete", 3).at(6)
        story.seed = seed
        return story
    }

    private func row(
        _ table: StoreTable,
        _ times: [(String, Double)],
        of story: Story? = nil
    ) -> Story {
        (story ?? delivered()).fact(
            .storeInspected,
            request: "r1",
            frame: .final,
            seq: 1,
            attempt: table == .effects ? 1 : 0,
            effect: table == .effects ? "e1" : nil
        ) { details in
            details.table = table
            details.status = table == .effects ? "completed" : nil
            details.fields = times.map { name, seconds in
                StoreField(
                    name: name,
                    value: String(HistoryHeader.wallClockOrigin + Int64(seconds * 1_000))
                )
            }
        }
    }

    private func effect(
        _ created: Double,
        _ updated: Double,
        _ attempted: Double?
    ) -> Story {
        row(
            .effects,
            [("created_at", created), ("updated_at", updated)]
                + (attempted.map { [("last_attempt_at", $0)] } ?? [])
        )
    }

    @Test(arguments: [1, 1.5, 2]) func `allows times in which a row can have been made`(
        time: Double
    ) {
        #expect(row(.events, [("created_at", time)]).result(id).violationCount == 0)
        #expect(row(.checkpoints, [("created_at", time + 1)]).result(id).violationCount == 0)
        #expect(effect(time + 1, 5, 4).result(id).violationCount == 0)
    }

    @Test(arguments: [0, 0.999, 2.001, 6]) func `fires on another time of an event`(
        time: Double
    ) {
        let seconds = Phrase.seconds(Int64(time * 1_000) * 1_000_000)
        #expect(
            row(.events, [("created_at", time)]).messages(id) == [
                "session user-1:helper:thread-1: the row of event 1 in events has the created_at "
                    + "\(seconds); that was between 1.000s and 2.000s"
            ]
        )
    }

    @Test func `fires on a time that is missing`() {
        #expect(
            row(.checkpoints, []).messages(id) == [
                "session user-1:helper:thread-1: the row of event 1 in checkpoints has no "
                    + "created_at; that was between 2.000s and 3.000s"
            ]
        )
        #expect(
            effect(3, 5, nil).messages(id) == [
                "session user-1:helper:thread-1: the row of event 1 in effects has no "
                    + "last_attempt_at; that was between 4.000s and 4.000s"
            ]
        )
    }

    @Test func `fires when a change is not noted`() {
        #expect(
            effect(3, 3, 4).messages(id) == [
                "session user-1:helper:thread-1: the row of event 1 in effects has the updated_at "
                    + "3.000s; that was between 5.000s and 5.000s"
            ]
        )
        #expect(
            effect(3, 5, 5).messages(id) == [
                "session user-1:helper:thread-1: the row of event 1 in effects has the "
                    + "last_attempt_at 5.000s; that was between 4.000s and 4.000s"
            ]
        )
    }

    @Test func `fires on an attempt that nobody made`() {
        let story = Story().at(1).opened().arrives("r1").appended("r1", seq: 1)
            .processed("r1", seq: 1).at(2)
            .fact(.storeInspected, request: "r1", frame: .final, seq: 1, effect: "e1") { details in
                details.table = .effects
                details.status = "pending"
                details.fields = ["created_at", "updated_at", "last_attempt_at"].map {
                    StoreField(name: $0, value: String(HistoryHeader.wallClockOrigin + 1_000))
                }
            }
        story.seed = 1
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect of event 1 has the last_attempt_at "
                    + "1.000s, though it was never claimed"
            ]
        )
    }

    @Test func `allows a clock that was read before the process stalled`() {
        let story = Story().at(1).opened().arrives("r1").appended("r1", seq: 1)
            .processed("r1", seq: 1).at(4).fault("pause").at(7).healed("pause")
            .calls("claim", 2).claimed("r1", seq: 1).returns("claim", 2).handed("r1")
            .acknowledged("r1").at(8).calls("complete", 3).completed("r1", seq: 1)
        story.seed = 1
        let times = [("created_at", 1.0), ("updated_at", 8), ("last_attempt_at", 4)]
        #expect(row(.effects, times, of: story).result(id).violationCount == 0)
    }

    /// Of calls that overlap nobody can tell which one a change is of.
    @Test(arguments: [3.9, 4, 8, 8.1]) func `allows the time of each call that overlaps`(
        time: Double
    ) {
        let story = Story().at(1).opened().arrives("r1").appended("r1", seq: 1)
            .processed("r1", seq: 1).at(3).calls("claim", 2).claimed("r1", seq: 1)
            .returns("claim", 2).handed("r1").acknowledged("r1").at(4).calls("release", 3)
            .at(5).calls("complete", 4)
            .at(8).completed("r1", seq: 1)
        story.seed = 1
        let times = [("created_at", 1.0), ("updated_at", time), ("last_attempt_at", 3)]
        let count = row(.effects, times, of: story).result(id).violationCount
        #expect(count == (4...8 ~= time ? 0 : 1))
    }

    @Test(arguments: [Int64.min, .max]) func `fires on a time beyond all bounds`(time: Int64) {
        let story = delivered().fact(.storeInspected, request: "r1", seq: 1) { details in
            details.table = .events
            details.fields = [StoreField(name: "created_at", value: String(time))]
        }
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `says nothing of clocks that it does not know`() {
        let times = [("created_at", 60.0)]
        #expect(row(.events, times, of: delivered(seed: nil)).result(id).violationCount == 0)
        let jumped = delivered().fault("clock-jump")
        #expect(row(.events, times, of: jumped).result(id).violationCount == 0)
    }
}
