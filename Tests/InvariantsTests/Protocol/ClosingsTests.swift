import Histories
import Invariants
import Testing

/// Connections that the server has to close, in runs of the simulator.
@Suite struct `protocol.frames and connections that must be closed` {
    let id = "protocol.frames"
    private let ids = "user-1::thread-1"

    private func simulated() -> Story {
        let story = Story().started().at(1)
        story.seed = 1
        return story
    }

    private func stranger(closing code: Int?, after seconds: Double = 1) -> Story {
        let story = simulated().on(7).fact(.connectionOpened) { $0.note = ids }
        guard let code else { return story.at(9) }
        return story.at(seconds).closed(by: .server, .graceful, code: code)
    }

    private func message(_ what: String) -> String {
        "session user-1:helper:thread-1: connection 7, opened at 1.000s with ids that make no session "
            + "key ('\(ids)'), was \(what); it must be closed with 1008 at once"
    }

    @Test func `allows a stranger who is turned away at once`() {
        #expect(stranger(closing: 1008).result(id).violationCount == 0)
        #expect(stranger(closing: 1008, after: 1.1).result(id).violationCount == 0)
    }

    @Test func `fires when a stranger is let in, or turned away late or otherwise`() {
        #expect(
            stranger(closing: nil).phase(.stopped).messages(id) == [
                message("still open at the end")
            ]
        )
        #expect(stranger(closing: 1001).messages(id) == [message("closed with 1001")])
        #expect(
            stranger(closing: 1008, after: 2).messages(id) == [message("closed only at 2.000s")]
        )
    }

    @Test func `allows a stranger whom a stalled process turns away late`() {
        let story = simulated().fault("pause")
            .on(7).fact(.connectionOpened) { $0.note = ids }.at(3).healed("pause")
            .closed(by: .server, .graceful, code: 1008)
        #expect(story.result(id).violationCount == 0)
    }

    private func offended(_ frame: FrameKind) -> Story {
        simulated().opened().arrives("r1", frame).at(2)
    }

    @Test(arguments: [(FrameKind.wrongThread, 1008), (.oversize, 1009)])
    func `fires when a connection goes on for which it should be closed`(
        frame: FrameKind,
        code: Int
    ) {
        let words =
            "session user-1:helper:thread-1: connection 1 was not closed for the \(frame.rawValue) "
            + "frame that arrived at 1.000s; "
        #expect(
            offended(frame).arrives("r2").messages(id) == [
                words + "its next frame was taken at 2.000s"
            ]
        )
        #expect(
            offended(frame).phase(.stopped).messages(id) == [words + "the run ended at 2.000s"]
        )
        let closed = offended(frame).closed(by: .server, .graceful, code: code)
        #expect(closed.phase(.stopped).result(id).violationCount == 0)
        #expect(offended(frame).crashed().phase(.stopped).result(id).violationCount == 0)
    }
}
