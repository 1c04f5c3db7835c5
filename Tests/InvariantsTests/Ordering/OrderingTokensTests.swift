import Histories
import Invariants
import Testing

@Suite struct `ordering.tokens` {
    let id = "ordering.tokens"

    /// A request whose attempt has begun, on an open connection.
    private var begun: Story {
        Story().at(1).opened().appended("r1", seq: 1).invoked(seq: 1)
    }

    @Test func `allows all tokens in order, then the final frame`() {
        let story = begun.yields("a", seq: 1).token("r1", "a").yields("b", seq: 1)
            .token("r1", "b").finished(seq: 1).committed("r1", seq: 1, message: "ab")
            .delivered("r1", seq: 1)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 3)
    }

    @Test func `allows tokens that waited for room until after the commit`() {
        let other = Story().at(1).session(2).opened().appended("r1", seq: 1).invoked(seq: 1)
            .yields("x", seq: 1).token("r1", "x")
        let story = other.session(1).opened().appended("r1", seq: 1).invoked(seq: 1)
            .fact(.sendBlocked, request: "r1", frame: .token).yields("a", seq: 1)
            .yields("b", seq: 1).finished(seq: 1)
            .committed("r1", seq: 1, message: "ab").appended("r2", seq: 2).invoked(seq: 2)
            .claimed("r1", seq: 1).token("r1", "a").token("r1", "b").handed("r1").received("r1")
            .acknowledged("r1").completed("r1", seq: 1)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 3)
    }

    /// A response that connection 2 never got is being completed as the next attempt begins; it
    /// gets no token of that one.
    private func late(_ tell: (Story) -> Story) -> Story {
        let story = begun.finished(seq: 1).committed("r1", seq: 1).claimed("r1", seq: 1)
            .handed("r1").received("r1").acknowledged("r1").on(2).opened()
            .fact(.storeCalled, effect: "e1", operation: "complete").completed("r1", seq: 1)
        return tell(story).appended("r2", seq: 2).invoked(seq: 2).at(2).yields("a", seq: 2).on(1)
            .token("r2", "a").finished(seq: 2).committed("r2", seq: 2).claimed("r2", seq: 2).on(2)
            .handed("r2").received("r2")
    }

    @Test func `allows none to a new connection while the server cannot know that it is due`() {
        #expect(late { $0 }.result(id).outcome == .passed)
    }

    @Test func `fires on none to a new connection once the server knows that it is due`() {
        let story = late { $0.fact(.storeReturned, operation: "complete") }
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 2 received 0 of the 1 tokens of request "
                    + "r2 before its final frame at 2.000s, though it was open throughout and "
                    + "nothing disturbed the attempt"
            ]
        )
    }

    @Test func `fires on a gap`() {
        let story = begun.yields("a", seq: 1).yields("b", seq: 1).at(2).token("r1", "b")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 1 received 'b' for request r1 at "
                    + "2.000s: a gap: token 2 after 0 tokens"
            ]
        )
    }

    @Test func `fires on a repeat, and once only`() {
        let story = begun.yields("a", seq: 1).yields("b", seq: 1).at(2).token("r1", "a")
            .token("r1", "a").token("r1", "b")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 1 received 'a' for request r1 at "
                    + "2.000s: a repeat, after 1 token"
            ]
        )
    }

    @Test func `fires when a retry streams again to the same connection`() {
        let story = begun.yields("a", seq: 1).token("r1", "a").failed(seq: 1)
            .at(2).invoked(seq: 1, attempt: 2).yields("x", seq: 1, attempt: 2).token("r1", "x")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 1 received 'x' for request r1 at "
                    + "2.000s: a repeat, after 1 token"
            ]
        )
    }

    @Test func `fires on what the agent never said`() {
        let story = begun.yields("a", seq: 1).at(2).token("r1", "z").token("r7", "q")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 1 received 'z' for request r1 at "
                    + "2.000s: not the agent's token 1",
                "session user-1:helper:thread-1: connection 1 received 'q' for request r7 at "
                    + "2.000s, which the agent never said",
            ]
        )
    }

    @Test func `fires on a token after the final frame`() {
        let story = begun.yields("a", seq: 1).token("r1", "a").yields("b", seq: 1)
            .on(4).token("r1", "a").on(1).finished(seq: 1).committed("r1", seq: 1)
            .claimed("r1", seq: 1).handed("r1").received("r1", .error).at(3).token("r1", "b")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 1 received 'b' for request r1 at "
                    + "3.000s: a token after the terminal frame"
            ]
        )
    }

    @Test func `fires when an undisturbed connection misses tokens`() {
        let story = begun.yields("a", seq: 1).token("r1", "a").yields("b", seq: 1)
            .finished(seq: 1).committed("r1", seq: 1).at(2).delivered("r1", seq: 1)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 1 received 1 of the 2 tokens of "
                    + "request r1 before its final frame at 2.000s, though it was open throughout "
                    + "and nothing disturbed the attempt"
            ]
        )
    }

    @Test(arguments: ["late", "blocked", "fault", "withheld", "retried"])
    func `a disturbed or late connection may miss tokens`(reason: String) {
        let story = Story().at(1)
        if reason != "late" { story.opened() }
        if reason == "withheld" {
            story.appended("r0", seq: 1).processed("r0", seq: 1)
        }
        let seq = reason == "withheld" ? 2 : 1
        let request = "r\(seq)"
        story.appended(request, seq: seq).invoked(seq: seq)
        if reason == "late" { story.opened() }
        if reason == "retried" {
            story.yields("a", seq: seq).token(request, "a").failed(seq: seq)
                .invoked(seq: seq, attempt: 2).yields("a", seq: seq, attempt: 2)
        } else {
            story.yields("a", seq: seq)
        }
        if reason == "blocked" { story.fact(.sendBlocked) }
        if reason == "fault" { story.fault("store-slow") }
        story.yields("b", seq: seq, attempt: reason == "retried" ? 2 : 1)
            .finished(seq: seq).committed(request, seq: seq).received(request)
        #expect(story.messages(id) == [])
    }

    /// One of two tokens has to wait for room and is never handed over, though the response is.
    private func short(_ happening: (Story) -> Story = { $0 }, attempt: Int = 1) -> Story {
        let story = begun.yields("a", seq: 1).token("r1", "a").blocked().yields("b", seq: 1)
            .finished(seq: 1).committed("r1", seq: 1).at(2).hasRoom()
        return happening(story).delivered("r1", seq: 1, attempt: attempt)
    }

    @Test func `fires when a token is dropped that had to wait for room`() {
        let message =
            "session user-1:helper:thread-1: connection 1 received 1 of the 2 tokens of request r1 "
            + "before its final frame at 2.000s, though it was open throughout and nothing "
            + "disturbed the attempt"
        #expect(short().messages(id) == [message])
        #expect(short { $0.ownFault("slow-reader") }.messages(id) == [message])
    }

    @Test func `what had to wait for room may be gone with the lease, or with the first execution`()
    {
        #expect(short { $0.server(2).takesLease() }.messages(id) == [])
        #expect(short { $0.takesLease() }.messages(id) == [])
        #expect(short(attempt: 2).messages(id) == [])
    }

    /// A connection is opened, and the second attempt's tokens go to it but for the last one.
    private func second(
        openedBefore: (Story) -> Story = { $0 },
        openedAfter: (Story) -> Story = { $0 }
    ) -> Story {
        let first = begun.yields("a", seq: 1).token("r1", "a").on(2)
        let failed = openedBefore(first).at(2).failed(seq: 1).at(3)
        return openedAfter(failed).at(4).invoked(seq: 1, attempt: 2)
            .yields("x", seq: 1, attempt: 2).token("r1", "x").yields("y", seq: 1, attempt: 2)
            .finished(seq: 1, attempt: 2).committed("r1", seq: 1).delivered("r1", seq: 1)
    }

    @Test func `fires when a connection that was opened in a back-off misses a token`() {
        #expect(
            second(openedAfter: { $0.opened() }).messages(id) == [
                "session user-1:helper:thread-1: connection 2 received 1 of the 2 tokens of "
                    + "request r1 before its final frame at 4.000s, though it was open throughout "
                    + "and nothing disturbed the attempt"
            ]
        )
    }

    @Test func `a connection that was opened in an earlier attempt need get nothing of the next`() {
        #expect(second(openedBefore: { $0.opened() }).messages(id) == [])
    }

    @Test func `a retry may stream to a connection that saw nothing yet`() {
        let story = begun.yields("a", seq: 1).failed(seq: 1).invoked(seq: 1, attempt: 2)
            .yields("x", seq: 1, attempt: 2).yields("y", seq: 1, attempt: 2)
            .token("r1", "x").token("r1", "y")
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `the next request may stream while tokens of the last are on their way`() {
        let story = begun.yields("a", seq: 1).tokenSent("r1", "a").finished(seq: 1)
            .committed("r1", seq: 1).claimed("r1", seq: 1).handed("r1")
            .appended("r2", seq: 2).invoked(seq: 2).yields("b", seq: 2).tokenSent("r2", "b")
            .tokenReceived("r1", "a").received("r1").tokenReceived("r2", "b")
        #expect(story.messages(id) == [])
        #expect(story.result(id).comparisons == 3)
    }

    @Test func `chunks of the stored message count in outbox streaming`() {
        let story = begun
        story.settings.streaming = .outbox
        story.yields("one ", seq: 1).yields("two", seq: 1).finished(seq: 1)
            .committed("r1", seq: 1, message: "one two").claimed("r1", seq: 1)
            .token("r1", "on").token("r1", "e two").handed("r1").received("r1")
        #expect(story.messages(id) == [])
        story.on(4).at(3).token("r1", "one ").token("r1", "Two")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 4 received 'Two' for request r1 at "
                    + "3.000s: not the next part of the stored message"
            ]
        )
    }

    /// A stored message whose first execution begins on connections 1 and 4.
    private var stored: Story {
        let story = begun.on(4).opened().on(1).yields("one two", seq: 1).finished(seq: 1)
            .committed("r1", seq: 1, message: "one two").claimed("r1", seq: 1)
        story.settings.streaming = .outbox
        return story
    }

    @Test func `fires when a chunk of the stored message is missing, also one that had to wait`() {
        let message =
            "session user-1:helper:thread-1: connection 1 received 4 of the 7 bytes of the response "
            + "to request r1 in chunks before its final frame at 2.000s, though nothing disturbed "
            + "its first execution"
        for story in [stored, stored.blocked().hasRoom()] {
            let short = story.at(2).token("r1", "one ").handed("r1").received("r1")
            #expect(short.messages(id) == [message])
        }
        let lost = stored.fact(.frameDropped).token("r1", "one ").handed("r1").received("r1")
        #expect(lost.messages(id) == [])
    }

    @Test func `fires when a redelivery has chunks`() {
        let story = stored.putBack("r1", seq: 1).at(3).claimed("r1", seq: 1, attempt: 2).on(4)
            .token("r1", "one ")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: a chunk of the response to request r1 was sent to "
                    + "connection 4 at 3.000s, in its execution 2; a redelivery is the terminal "
                    + "frame alone"
            ]
        )
    }

    @Test func `cannot tell without the agent's tokens`() {
        let story = begun.token("r1", "a")
        story.observed = [.tokenReceived]
        #expect(story.result(id).outcome == .inconclusive("the history has no agent-token facts"))
        #expect(story.result(id).violations.isEmpty)
    }
}
