import Histories
import Invariants
import Testing

@Suite struct `isolation.non-interference` {
    /// A session that asks `r1`, with the tokens and the answer.
    private func conversation(
        _ answer: String? = "s1e1t1 s1e1t2 ",
        _ frame: FrameKind = .final,
        tokens: [String] = ["s1e1t1 ", "s1e1t2 "]
    ) -> Story {
        let story = Story().phase(.safety).at(1).session(1).opened().sends("r1")
            .fact(.agentInvoked, request: "r1", seq: 1, attempt: 1)
        for token in tokens { story.at(2).tokenReceived("r1", token) }
        if let answer { story.at(3).received("r1", frame, message: answer) }
        return story
    }

    private func end(_ story: Story) -> History { story.at(60).phase(.liveness).history }

    private func result(
        _ among: Story,
        _ alone: Story,
        isDisturbed: Bool = false,
        mayFail: Bool = false
    ) -> InvariantResult {
        var comparison = TranscriptComparison(end(among))
        comparison.compare(
            1,
            alone: end(alone),
            .init(isDisturbed: isDisturbed, mayFail: mayFail)
        )
        return comparison.result
    }

    private func messages(_ among: Story, _ alone: Story) -> [String] {
        result(among, alone).violations.map(\.message)
    }

    @Test func `allows the same answer at another time, whatever the others do`() {
        let among = conversation().session(2).sends("q1").received("q1", message: "s2e1t1 ")
        let result = result(among, conversation())
        #expect(result.outcome == .passed)
        // The answer, and the tokens.
        #expect(result.comparisons == 2)
    }

    @Test func `fires on another answer`() {
        #expect(
            messages(conversation("s1e1t1 s2e1t2 "), conversation()) == [
                "session user-1:helper:thread-1: request r1 ended with final 's1e1t1 s2e1t2 '; "
                    + "without the 8 other sessions it ends with final 's1e1t1 s1e1t2 '"
            ]
        )
        #expect(
            messages(conversation("it failed", .error, tokens: []), conversation()) == [
                "session user-1:helper:thread-1: request r1 ended with error 'it failed'; "
                    + "without the 8 other sessions it ends with final 's1e1t1 s1e1t2 '"
            ]
        )
    }

    @Test func `fires on no answer`() {
        let result = result(conversation(nil), conversation())
        #expect(
            result.violations.map(\.message) == [
                "session user-1:helper:thread-1: request r1 ended without an answer; "
                    + "without the 8 other sessions it ends with final 's1e1t1 s1e1t2 '"
            ]
        )
        #expect(result.violations[0].conflicting.kind == .clientSent)
    }

    @Test func `fires on another token where tokens cannot depend on timing`() {
        let among = conversation(tokens: ["s1e1t1 ", "s2e1t2 "])
        #expect(
            messages(among, conversation()) == [
                "session user-1:helper:thread-1: token 2 of request r1 was 's2e1t2 '; "
                    + "without the 8 other sessions it is 's1e1t2 '"
            ]
        )
        #expect(
            messages(conversation(tokens: ["s1e1t1 "]), conversation()) == [
                "session user-1:helper:thread-1: token 2 of request r1 was missing; "
                    + "without the 8 other sessions it is 's1e1t2 '"
            ]
        )
    }

    @Test func `does not look at tokens that depend on timing`() {
        let partial = ["s1e1t1 "]
        let disturbed: [Story] = [
            conversation(tokens: partial).opened(),
            conversation(tokens: partial).blocked(),
            conversation(tokens: partial)
                .fact(.agentInvoked, request: "r1", seq: 1, attempt: 2),
        ]
        for among in disturbed {
            let result = result(among, conversation())
            #expect(result.outcome == .passed)
            #expect(result.comparisons == 1)
        }
    }

    @Test func `fires on an answer to a request that the client never sent`() {
        let among = conversation().at(4).received("q1", message: "s2e1t1 ")
        #expect(
            messages(among, conversation()) == [
                "session user-1:helper:thread-1: its client got the answer to request q1, which it "
                    + "never sent, at 4.000s; without the 8 other sessions it gets none"
            ]
        )
    }

    @Test func `fires when the client does not come to ask`() {
        let alone = conversation().at(5).sends("r2").received("r2", message: "s1e2t1 ")
        #expect(
            messages(conversation(), alone) == [
                "session user-1:helper:thread-1: request r2 was never sent; "
                    + "without the 8 other sessions it is sent at 5.000s"
            ]
        )
        #expect(
            messages(alone, conversation()) == [
                "session user-1:helper:thread-1: request r2 was sent at 5.000s; "
                    + "without the 8 other sessions it is never sent"
            ]
        )
    }

    @Test func `does not ask how far a client came that was disturbed, or at the very end`() {
        let more = conversation().at(5).sends("r2").received("r2", message: "s1e2t1 ")
        #expect(result(conversation(), more, isDisturbed: true).outcome == .passed)
        #expect(result(more, conversation(), isDisturbed: true).outcome == .passed)
        let last = conversation().at(51).sends("r2")
        #expect(result(conversation(), last).outcome == .passed)
        #expect(result(last, conversation()).outcome == .passed)
    }

    @Test func `does not compare what a model that fails says before and after it is healed`() {
        func late() -> Story {
            conversation(nil, tokens: []).at(60).phase(.liveness).at(61)
                .received("r1", message: "s1e1t1 s1e1t2 ")
        }
        let failed = conversation("it failed", .error)
        #expect(result(failed, late(), mayFail: true).outcome != .violated)
        #expect(result(failed, late()).outcome == .violated)
    }

    @Test func `says nothing of the answers to bad frames`() {
        let among = conversation().fact(.clientSent, request: "s1-b1", frame: .missingField)
            .received("s1-b1", .error, message: "no").received("invalid-frame", .error)
        #expect(result(among, conversation()).outcome == .passed)
    }

    @Test func `cannot tell when nothing was asked, nor when a run was cut short`() {
        let empty = Story().phase(.safety)
        #expect(
            result(empty, empty).outcome == .inconclusive("nothing that it compares happened")
        )
        let comparison = TranscriptComparison(end(conversation()))
        #expect(comparison.inconclusive("cut").outcome == .inconclusive("cut"))
    }

    @Test func `is not applicable to one run`() {
        #expect(conversation().result("isolation.non-interference").outcome == .notApplicable)
    }
}
