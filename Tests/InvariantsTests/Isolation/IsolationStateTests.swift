import Histories
import Invariants
import Testing

@Suite struct `isolation.state` {
    let id = "isolation.state"

    @Test func `allows the session's own agent and history`() {
        let story = Story().at(1).arrives("r1", text: " one\n").appended("r1", seq: 1, text: "one")
            .invoked(seq: 1, agent: "helper", given: ["user:one"]).finished(seq: 1)
            .committed("r1", seq: 1, message: "answer ")
            .appended("r2", seq: 2, text: "two")
            .invoked(
                seq: 2,
                agent: "helper",
                given: ["user: one ", "assistant:answer", "user:two"]
            )
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 7)
    }

    @Test func `a failed or cancelled request leaves no answer`() {
        let story = Story().appended("r1", seq: 1, text: "one")
            .committed("r1", seq: 1, .cancelled).appended("r2", seq: 2, text: "two")
            .committed("r2", seq: 2, .error, message: "sorry").appended("r3", seq: 3, text: "three")
            .invoked(seq: 3, given: ["user:one", "user:two", "user:three"])
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `takes a text that only looks alike for another one`() {
        let story = Story().at(1).arrives("r1", text: "caf\u{E9}")
            .appended("r1", seq: 1, text: "cafe\u{301}")
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `fires on an event that is not what its client wrote`() {
        let story = Story().at(1).arrives("r1", text: "one two").appended("r1", seq: 1, text: "one")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r1 was appended at 1.000s as 'one'; its "
                    + "client had written 'one two'"
            ]
        )
        // Sent again with another text: whichever was taken, it is one of them.
        let again = Story().at(1).arrives("r1", text: "one").arrives("r1", text: "two")
            .appended("r1", seq: 1, text: "two")
        #expect(again.result(id).violationCount == 0)
    }

    @Test func `fires on another agent`() {
        let story = Story().at(1).appended("r1", seq: 1).invoked(seq: 1, agent: "other")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: agent 'other' was invoked for event 1 at 1.000s; "
                    + "the session names agent 'helper'"
            ]
        )
    }

    @Test func `fires on messages that are not the session's own, or missing`() {
        let story = Story().at(1).appended("r1", seq: 1, text: "one")
            .committed("r1", seq: 1, message: "answer").appended("r2", seq: 2, text: "two")
            .invoked(seq: 2, given: ["user:one", "assistant:other", "user:two"])
            .at(2).invoked(seq: 2, given: ["user:one", "assistant:answer"])
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the agent was given, for event 2 at 1.000s, "
                    + "'other' of the assistant as message 2, which is not the session's own",
                "session user-1:helper:thread-1: the agent was given, for event 2 at 2.000s, 2 "
                    + "messages; the session's history has 3",
            ]
        )
    }

    /// A session with two hundred answered requests, and what the agent is given for the next one.
    private static func long(replacing place: Int, by message: String) -> Story {
        let story = Story().at(1)
        var messages: [String] = []
        for seq in 1...200 {
            story.appended("r\(seq)", seq: seq, text: "question \(seq)")
                .committed("r\(seq)", seq: seq, message: "answer \(seq)")
            messages += ["user:question \(seq)", "assistant:answer \(seq)"]
        }
        messages.append("user:last")
        messages[place - 1] = message
        return story.appended("r201", seq: 201, text: "last").invoked(seq: 201, given: messages)
    }

    @Test func `allows a long history, and fires wherever it is another one`() {
        #expect(Self.long(replacing: 1, by: "user: question 1").result(id).outcome == .passed)
        for place in [1, 2, 128] {
            #expect(
                Self.long(replacing: place, by: "user:of another").messages(id) == [
                    "session user-1:helper:thread-1: the agent was given, for event 201 at 1.000s, "
                        + "one of its first 320 messages is not the session's own"
                ]
            )
        }
        for place in [321, 400] {
            #expect(
                Self.long(replacing: place, by: "user:of another").messages(id) == [
                    "session user-1:helper:thread-1: the agent was given, for event 201 at 1.000s, "
                        + "'of another' of the user as message \(place), which is not the session's "
                        + "own"
                ]
            )
        }
    }

    @Test func `fires on an event that arrived from another session`() {
        let story = Story().session(2).arrives("q1").session(1).at(1).appended("q1", seq: 1)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request q1 was appended to it at 1.000s, but "
                    + "arrived from session user-2:helper:thread-2"
            ]
        )
    }

    @Test func `fires on effects that carry another request, key or content`() {
        let story = Story().at(1).appended("r1", seq: 1).created("q1", seq: 1)
            .session(2).appended("r2", seq: 1)
            .created("r2", seq: 1, key: "user-1:helper:thread-1:1/send_message/0")
            .session(3).appended("r3", seq: 1).created("r3", seq: 1, message: "s1e1t1 ")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect created at 1.000s for event 1 answers "
                    + "request q1; the event is request r1",
                "session user-2:helper:thread-2: the effect created at 1.000s for event 1 carries "
                    + "the dedupe key of session user-1:helper:thread-1",
                "session user-3:helper:thread-3: the effect created at 1.000s for event 1 carries "
                    + "content of session user-1:helper:thread-1",
            ]
        )
    }

    @Test func `fires on a checkpoint for an event that the session has not`() {
        let story = Story().at(1).fact(.checkpointCommitted, seq: 1)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: a checkpoint for event 1 was committed at 1.000s, "
                    + "but the session has 0 events"
            ]
        )
    }

    @Test func `knows the history that survived a crash unannounced`() {
        let story = Story().started().appended("r1", seq: 1, text: "one").crashed()
        story.fact(.storeInspected, request: "r1", seq: 1, content: "one") { $0.table = .events }
        story.checkpointRow(seq: 1)
        story.fact(
            .storeInspected,
            request: "r1",
            frame: .final,
            seq: 1,
            effect: "e1",
            content: "answer"
        ) {
            $0.table = .effects
            $0.status = "pending"
        }
        story.inspectionEnds().server(1, 2).started().appended("r2", seq: 2, text: "two")
            .invoked(seq: 2, given: ["user:one", "assistant:answer", "user:two"])
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `cannot tell without the agent`() {
        let story = Story().arrives("r1").appended("r1", seq: 1)
        story.observed = [.eventAppended, .frameArrived]
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no agent-invoked, effect-created facts")
        )
    }
}
