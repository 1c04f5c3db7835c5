import Histories
import Invariants
import Testing

@Suite struct `deduplication.effect` {
    let id = "deduplication.effect"

    @Test func `allows one effect an event, recognised when created again`() {
        let story = Story().appended("r1", seq: 1).appended("r2", seq: 2)
            .created("r1", seq: 1, key: "k1").created("r2", seq: 2, key: "k2")
            .fact(.effectDuplicate, request: "r1", seq: 1, effect: "e1", content: "other")
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 5)
    }

    @Test func `fires on a second effect`() {
        let story = Story().at(1).appended("r1", seq: 1).created("r1", seq: 1, key: "k/a")
            .at(2).created("r1", seq: 1, key: "k/b")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: event 1 got a second effect at 2.000s, after the "
                    + "one at 1.000s"
            ]
        )
    }

    @Test func `fires on a key in use, in any session`() {
        let story = Story().at(1).appended("r1", seq: 1).created("r1", seq: 1, key: "k")
            .session(2).appended("r1", seq: 1).created("r1", seq: 1, key: "k")
        #expect(
            story.messages(id) == [
                "session user-2:helper:thread-2: the dedupe key 'k' of the effect created at "
                    + "1.000s for event 1 was in use"
            ]
        )
    }

    @Test func `fires on a key in use for however long, and on no other`() {
        let key = "user-1:helper:thread-1:"
        let story = Story().at(1)
        for seq in 1...300 {
            story.appended("r\(seq)", seq: seq)
                .created("r\(seq)", seq: seq, key: "\(key)\(seq)/final/0")
        }
        story.appended("r301", seq: 301).created("r301", seq: 301, key: "\(key)1/final/1")
            .appended("r302", seq: 302).created("r302", seq: 302, key: "\(key)01/final/0")
            .appended("r303", seq: 303).created("r303", seq: 303, key: "\(key)2/error/0")
        #expect(story.result(id).outcome == .passed)
        story.session(2).appended("q1", seq: 1).created("q1", seq: 1, key: "\(key)2/final/0")
        #expect(
            story.messages(id) == [
                "session user-2:helper:thread-2: the dedupe key "
                    + "'user-1:helper:thread-1:2/final/0' of the effect created at 1.000s for "
                    + "event 1 was in use"
            ]
        )
    }

    @Test func `fires when another event's effect is taken for this one's`() {
        let story = Story().at(1).appended("r1", seq: 1).created("r1", seq: 1)
            .session(2).appended("q1", seq: 1).fact(.effectDuplicate, seq: 1, effect: "e1")
        #expect(
            story.messages(id) == [
                "session user-2:helper:thread-2: the effect of event 1 was taken for a duplicate "
                    + "at 1.000s, but the existing one answers event 1 of session "
                    + "user-1:helper:thread-1"
            ]
        )
    }

    @Test func `allows a duplicate under another id, if the event has its effect`() {
        let story = Story().appended("r1", seq: 1).created("r1", seq: 1)
            .fact(.effectDuplicate, request: "r1", seq: 1, effect: "e9")
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires when an event without an effect has its own taken for a duplicate`() {
        let story = Story().at(1).appended("r1", seq: 1).created("r1", seq: 1, key: "k")
            .appended("r2", seq: 2)
            .fact(.effectDuplicate, request: "r2", seq: 2, effect: "e2") { $0.dedupeKey = "k" }
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect of event 2 was taken for a duplicate "
                    + "at 1.000s, but the event has none; its dedupe key is 'k'"
            ]
        )
    }

    @Test func `cannot tell when nothing happened in a history that does not say what it sees`() {
        let story = Story().appended("r1", seq: 1)
        story.observed = nil
        #expect(
            story.result(id).outcome == .inconclusive("the history has no effect-created facts")
        )
    }
}
