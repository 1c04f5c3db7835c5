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

    @Test func `fires when another connection is told of a bad frame, too`() {
        let story = Story().opened().arrives("b1", .unknownType, text: nil).refused("b1").on(2)
            .at(3).opened().refused("b1")
        #expect(story.result(id).violationCount == 0)
        story.seed = 1
        #expect(
            story.messages(id) == [
                name + "connection 2 was told at 3.000s of an error for 'b1', of which it has sent "
                    + "nothing that was wrong"
            ]
        )
    }

    @Test func `allows the refusal of a message on its own connection`() {
        let story = Story().opened().arrives("r1").refused("r1")
        story.seed = 1
        #expect(story.result(id).violationCount == 0)
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
