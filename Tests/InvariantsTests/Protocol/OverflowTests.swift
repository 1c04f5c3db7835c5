import Histories
import Invariants
import Testing

/// When a connection may be closed for want of room.
@Suite struct `protocol.frames and a full buffer` {
    let id = "protocol.frames"

    /// A connection of a simulated run whose buffer is full since 1 s.
    private func full(seed: UInt64? = 1) -> Story {
        let story = Story().started().opened().at(1).blocked()
        story.seed = seed
        return story
    }

    @Test func `fires when the server does not wait for room`() {
        #expect(
            full().at(10.9).closed(by: .server, .graceful, code: 1013).messages(id) == [
                "session user-1:helper:thread-1: the server closed connection 1 with 1013 at "
                    + "10.900s, though its buffer had been full for only 9.900s"
            ]
        )
    }

    @Test func `fires when there was room in between`() {
        let story = full().at(5).hasRoom().at(6).blocked().at(12)
            .closed(by: .server, .graceful, code: 1013)
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `allows it after the limit, and where some room was not enough`() {
        let story = full().at(5).hasRoom().blocked().at(11)
            .closed(by: .server, .graceful, code: 1013)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `allows it where the process stalled`() {
        let story = full().at(2).fault("pause").at(3).healed("pause").at(4)
            .closed(by: .server, .graceful, code: 1013)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `does not guess the limit of a server elsewhere`() {
        let story = full(seed: nil).at(2).closed(by: .server, .graceful, code: 1013)
        #expect(story.result(id).violationCount == 0)
    }
}
