import Histories
import Invariants
import Testing

@Suite struct `protocol.frames` {
    let id = "protocol.frames"
    private let name = "session user-1:helper:thread-1: "

    /// A response that is claimed at 2 s, with two tabs open since the start.
    private var claimed: Story {
        Story().started().on(2).opened().on(1).opened().at(1).appended("r1", seq: 1)
            .processed("r1", seq: 1).at(2).claimed("r1", seq: 1)
    }

    @Test func `allows a response on every connection`() {
        let story = claimed.handed("r1", latency: 0).on(2).handed("r1", latency: 7)
            .at(3).completed("r1", seq: 1)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 4)
    }

    // MARK: Frames

    @Test func `fires on a frame that the protocol does not have`() {
        let story = Story().at(1).opened().refused("", .invalid, text: "{\"type\":\"done\"}")
        #expect(
            story.messages(id) == [
                name + "connection 1 was handed a frame that the protocol does not have at 1.000s: "
                    + "'{\"type\":\"done\"}'"
            ]
        )
    }

    @Test func `fires on a negative latency`() {
        let story = claimed.handed("r1", latency: -3)
        #expect(
            story.messages(id) == [
                name + "the final frame of request r1, handed to connection 1 at 2.000s, claims a "
                    + "latency of -3 ms"
            ]
        )
    }

    @Test func `fires on two kinds of terminal frame`() {
        let story = claimed.handed("r1").on(2).at(2.5).handed("r1", .error)
        #expect(
            story.messages(id) == [
                name + "request r1 got its error frame on connection 2 at 2.500s, after its final "
                    + "frame on connection 1 at 2.000s"
            ]
        )
    }

    // MARK: Who gets the response

    @Test func `fires when a tab is left out`() {
        let story = claimed.on(2).handed("r1").at(3).completed("r1", seq: 1)
        #expect(
            story.messages(id) == [
                name + "connection 1, open since 0.000s, never got the terminal frame of request "
                    + "r1, which was claimed at 2.000s and completed at 3.000s"
            ]
        )
        #expect(story.result(id).violations[0].first?.kind == .effectClaimed)
    }

    @Test func `does not ask for what a connection could not get`() {
        let late = claimed.on(3).opened().on(1).handed("r1").on(2).handed("r1")
            .completed("r1", seq: 1)
        let gone = claimed.handed("r1").on(2).closed().at(3).completed("r1", seq: 1)
        let full = claimed.handed("r1").on(2).blocked().at(3).completed("r1", seq: 1)
        let wasFull = claimed.handed("r1").on(2).blocked().at(3).hasRoom().completed("r1", seq: 1)
        let elsewhere = Story().started().opened().server(2).started().on(2).opened().at(1)
            .server(1).appended("r1", seq: 1).processed("r1", seq: 1).at(2).on(1)
            .delivered("r1", seq: 1)
        for story in [late, gone, full, wasFull, elsewhere] {
            #expect(story.result(id).violationCount == 0)
        }
    }

    @Test func `asks again where the room came back before the claim`() {
        let story = Story().started().opened().on(2).opened().blocked().at(1).hasRoom()
            .appended("r1", seq: 1).processed("r1", seq: 1).at(2).claimed("r1", seq: 1).on(1)
            .handed("r1").at(3).completed("r1", seq: 1)
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `allows an acknowledgement that completes without another execution`() {
        let story = claimed.handed("r1").on(2).handed("r1").at(7).putBack("r1", seq: 1).on(3)
            .opened().at(8).claimed("r1", seq: 1, attempt: 2).acknowledged("r1")
            .completed("r1", seq: 1, attempt: 2)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `fires when a response is completed that nobody got`() {
        #expect(claimed.at(3).completed("r1", seq: 1).result(id).violationCount == 2)
    }

    // MARK: Bad frames

    @Test func `allows a bad frame that gets its answer`() {
        let story = Story().opened().arrives("", .malformed, text: nil).refused("invalid-frame")
            .arrives("b1", .missingField, text: nil).refused("b1").at(2).drops()
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires when a bad frame is passed over`() {
        let story = Story().at(1).opened().arrives("b1", .unknownType, text: nil)
            .refused("invalid-frame").at(2).arrives("r1")
        #expect(
            story.messages(id) == [
                name + "the unknown-type frame that arrived on connection 1 at 1.000s had got no "
                    + "error frame for 'b1' when the next frame was taken at 2.000s"
            ]
        )
        let end = Story().at(1).opened().arrives("", .malformed, text: nil).at(9).phase(.stopped)
        #expect(
            end.messages(id) == [
                name + "the malformed frame that arrived on connection 1 at 1.000s had got no "
                    + "error frame for 'invalid-frame' when the run ended at 9.000s"
            ]
        )
    }

    @Test func `fires twice when a bad frame closes the connection`() {
        let story = Story().at(1).opened().arrives("", .malformed, text: nil)
            .closed(by: .server, .graceful, code: 1008)
        #expect(
            story.messages(id) == [
                name + "the malformed frame that arrived on connection 1 at 1.000s had got no "
                    + "error frame for 'invalid-frame' when the connection was closed at 1.000s",
                name + "the server closed connection 1 with 1008 at 1.000s, though no frame for "
                    + "another thread had arrived last",
            ]
        )
    }

    @Test func `asks for no answer where none could be handed over`() {
        let full = Story().opened().blocked().arrives("", .malformed, text: nil).at(2).closed()
        let gone = Story().opened().arrives("", .malformed, text: nil).closed()
        let dead = Story().started().opened().arrives("", .malformed, text: nil).crashed()
            .at(9).phase(.stopped)
        let late = Story().opened().closed().arrives("b1", .unknownType).at(9).phase(.stopped)
        for story in [full, gone, dead, late] { #expect(story.result(id).violationCount == 0) }
    }

    // MARK: Closings

    @Test func `allows the closings that there are`() {
        let story = Story().started().opened().arrives("b1", .wrongThread)
            .closed(by: .server, .graceful, code: 1008).on(2).opened().arrives("b2", .oversize)
            .closed(by: .server, .graceful, code: 1009).on(3).opened().blocked().at(10)
            .closed(by: .server, .graceful, code: 1013).on(4).opened()
            .closed(by: .network, .halfOpen).on(5).opened().fault("restart")
            .closed(by: .server, .graceful, code: 1001).stopped()
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 4)
    }

    @Test func `allows a stop that shows only afterwards`() {
        let story = Story().started().opened().closed(by: .server, .graceful, code: 1001)
        #expect(
            story.messages(id) == [
                name + "the server closed connection 1 with 1001 at 0.000s, though it did not stop"
            ]
        )
        #expect(story.stopped().result(id).violationCount == 0)
    }

    @Test func `fires on any other closing`() {
        func closing(_ code: Int?, _ before: (Story) -> Story = { $0 }) -> [String] {
            before(Story().at(1).opened()).at(2).closed(by: .server, .graceful, code: code)
                .messages(id)
        }
        let start = name + "the server closed connection 1 "
        #expect(
            closing(1009) == [
                start + "with 1009 at 2.000s, though no frame that is too large had arrived last"
            ]
        )
        #expect(closing(1009) { $0.arrives("b1", .oversize).arrives("r1") }.count == 1)
        #expect(closing(1013) == [start + "with 1013 at 2.000s, though its buffer had room"])
        #expect(closing(1013) { $0.blocked().hasRoom() }.count == 1)
        #expect(closing(1011) == [start + "at 2.000s, with 1011, which is none of its codes"])
        #expect(closing(nil) == [start + "at 2.000s, without a code"])
    }

    @Test func `allows a closing for want of room by a process that wakes in that instant`() {
        let stalled = Story().started().opened().at(1).blocked().hasRoom().fault("pause")
        let story = stalled.at(11).healed("pause").closed(by: .server, .graceful, code: 1013)
        #expect(story.result(id).violationCount == 0)
        let later = Story().started().opened().at(1).blocked().hasRoom().fault("pause")
            .at(11).healed("pause").at(12).closed(by: .server, .graceful, code: 1013)
        #expect(later.result(id).violationCount == 1)
    }

    // MARK: Cancels

    /// A request that is being answered.
    private var asked: Story {
        Story().started().opened().at(1).appended("r1", seq: 1).invoked(seq: 1)
    }

    @Test func `fires on a request that nobody has cancelled`() {
        let story = asked.at(2).arrives("r2", .cancel, text: nil).at(3).abandoned(seq: 1)
            .calls("commit", seq: 1).committed("r1", seq: 1, .cancelled)
        #expect(
            story.messages(id) == [
                name + "request r1 ended in cancelled at 3.000s, though no cancel of it had arrived"
            ]
        )
    }

    @Test func `allows a cancel that comes before the request is accepted`() {
        let story = Story().started().opened().arrives("r1", .cancel, text: nil).at(1)
            .appended("r1", seq: 1).calls("commit", seq: 1).committed("r1", seq: 1, .cancelled)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `allows a cancel that ends in cancelled`() {
        let story = asked.at(2).arrives("r1", .cancel, text: nil).abandoned(seq: 1)
            .calls("commit", seq: 1).committed("r1", seq: 1, .cancelled)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `fires when a cancel is not heeded`() {
        let story = asked.at(2).arrives("r1", .cancel, text: nil).at(5).finished(seq: 1)
            .calls("commit", seq: 1).committed("r1", seq: 1)
        #expect(
            story.messages(id) == [
                name + "request r1 was cancelled at 2.000s, and its outcome, committed at 5.000s, "
                    + "is final"
            ]
        )
    }

    @Test func `fires on the commit that is tried again after a cancel`() {
        let story = asked.calls("commit", seq: 1).at(2).arrives("r1", .cancel, text: nil)
            .calls("commit", seq: 1).committed("r1", seq: 1)
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `allows a cancel that comes too late, or is lost in a crash, or means nothing`() {
        let late = asked.calls("commit", seq: 1).arrives("r1", .cancel, text: nil)
            .committed("r1", seq: 1)
        let lost = asked.arrives("r1", .cancel, text: nil).crashed().server(1, 2).started()
            .invoked(seq: 1, attempt: 2).calls("commit", seq: 1).committed("r1", seq: 1)
        let unknown = Story().started().opened().arrives("r1", .cancel, text: nil)
            .appended("r1", seq: 1).calls("commit", seq: 1).committed("r1", seq: 1)
        let answered = asked.calls("commit", seq: 1).committed("r1", seq: 1)
            .arrives("r1", .cancel, text: nil).claimed("r1", seq: 1)
        for story in [late, lost, unknown, answered] {
            #expect(story.result(id).violationCount == 0)
        }
    }

    @Test func `fires when a cancel of a request that is being accepted is not heeded`() {
        func violations(seed: UInt64? = 1, _ cancelled: (Story) -> Story) -> Int {
            let story = cancelled(Story().started().opened().on(2).opened().on(1).arrives("r1"))
                .appended("r1", seq: 1).invoked(seq: 1).at(2).calls("commit", seq: 1)
                .committed("r1", seq: 1)
            story.seed = seed
            return story.result(id).violationCount
        }
        #expect(violations { $0.on(2).arrives("r1", .cancel, text: nil).on(1) } == 1)
        // At another server, which knows of no such request.
        #expect(violations { $0.server(2).arrives("r1", .cancel, text: nil).server(1) } == 0)
        #expect(violations(seed: nil) { $0.on(2).arrives("r1", .cancel, text: nil).on(1) } == 0)
    }

    @Test func `fires when the agent is asked for what was cancelled before`() {
        let story = Story().started().opened().at(1).appended("r1", seq: 1).at(2)
            .arrives("r1", .cancel, text: nil).at(3).invoked(seq: 1)
        story.seed = 1
        #expect(
            story.messages(id) == [
                name
                    + "the agent was asked for request r1 at 3.000s, though that had been cancelled "
                    + "at 2.000s"
            ]
        )
        let together = Story().started().opened().at(1).appended("r1", seq: 1).at(2)
            .arrives("r1", .cancel, text: nil).invoked(seq: 1)
        together.seed = 1
        #expect(together.result(id).violationCount == 0)
        let elsewhere = Story().started().opened().at(1).appended("r1", seq: 1).at(2).server(2)
            .arrives("r1", .cancel, text: nil).server(1).at(3).invoked(seq: 1)
        elsewhere.seed = 1
        #expect(elsewhere.result(id).violationCount == 0)
    }

    @Test func `gives a cancel of what another server accepted the time to be stored`() {
        func violations(after seconds: Double, refused: Bool = false) -> Int {
            let story = Story().started().opened().at(1).appended("r1", seq: 1).stopped()
                .server(2).started().on(2).opened().at(2).arrives("r1", .cancel, text: nil)
                .calls("cancel", "r1", call: 7)
            _ =
                refused
                ? story.fact(.storeRefused, operation: "cancel", call: 7)
                : story.returns("cancel", call: 7)
            story.seed = 1
            return story.at(2 + seconds).invoked(seq: 1).messages(id)
                .count { $0.contains("the agent was asked") }
        }
        #expect(violations(after: 0.15) == 0)
        #expect(violations(after: 0.151) == 1)
        #expect(violations(after: 0.151, refused: true) == 0)
    }

    @Test func `fires when a cancel that was stored is lost in a crash`() {
        func violations(after seconds: Double, seed: UInt64? = 1) -> Int {
            let story = asked.at(2).arrives("r1", .cancel, text: nil)
                .calls("cancel", "r1", call: 7).returns("cancel", call: 7).crashed().server(1, 2)
                .started().invoked(seq: 1, attempt: 2).at(2 + seconds).calls("commit", seq: 1)
                .committed("r1", seq: 1)
            story.seed = seed
            return story.result(id).violations.count { $0.message.contains("outcome") }
        }
        #expect(violations(after: 0.149) == 0)
        #expect(violations(after: 0.15) == 1)
        #expect(violations(after: 0.15, seed: nil) == 0)
    }

    @Test func `gives another server the time to learn of a cancel`() {
        func violations(after seconds: Double) -> Int {
            asked.at(2).server(2).arrives("r1", .cancel, text: nil).server(1).at(2 + seconds)
                .calls("commit", seq: 1).committed("r1", seq: 1).result(id).violationCount
        }
        #expect(violations(after: 0.149) == 0)
        #expect(violations(after: 0.15) == 1)
    }

    @Test func `gives a cancel that the store refuses the time to be repeated`() {
        func violations(after seconds: Double) -> Int {
            asked.at(2).server(2).arrives("r1", .cancel, text: nil)
                .calls("cancel", "r1", call: 7)
                .fact(.storeRefused, operation: "cancel", call: 7).at(3)
                .calls("cancel", "r1", call: 8).returns("cancel", call: 8).server(1)
                .at(3 + seconds).calls("commit", seq: 1).committed("r1", seq: 1)
                .result(id).violationCount
        }
        #expect(violations(after: 0.149) == 0)
        #expect(violations(after: 0.15) == 1)
        let never = asked.at(2).server(2).arrives("r1", .cancel, text: nil)
            .calls("cancel", "r1", call: 7).server(1).at(9).calls("commit", seq: 1)
            .committed("r1", seq: 1)
        #expect(never.result(id).violationCount == 0)
    }

    @Test func `cannot tell when an outcome was written without store calls`() {
        let story = asked.arrives("r1", .cancel, text: nil).committed("r1", seq: 1)
        #expect(
            story.result(id).outcome
                == .inconclusive(
                    "a request was cancelled, and the history does not tell when its outcome was "
                        + "written"
                )
        )
    }

    @Test func `cannot tell without connections and claims`() {
        let story = Story().appended("r1", seq: 1).handed("r1")
        story.observed = nil
        #expect(
            story.result(id).outcome
                == .inconclusive(
                    "the history has no connection-opened, frame-arrived, effect-claimed, "
                        + "effect-completed facts"
                )
        )
    }
}
