import Histories
import Invariants
import Testing

/// Frames that wait for room in a connection's send buffer, in runs of the simulator.
@Suite struct `protocol.frames and frames that wait for room` {
    let id = "protocol.frames"
    private let name = "session user-1:helper:thread-1: "

    /// The first token of a request finds no room, at two seconds.
    private func waiting(seed: UInt64? = 1) -> Story {
        let story = Story().started().at(1).opened().arrives("r1").appended("r1", seq: 1)
            .invoked(seq: 1).at(2).yields("a", seq: 1)
            .fact(.sendBlocked, request: "r1", frame: .token)
        story.seed = seed
        return story
    }

    /// A token that is too large to wait behind anything but one other.
    private let large = String(repeating: "x", count: 600_000)

    @Test func `fires on a connection that is let go of too late`() {
        #expect(
            waiting().at(12.2).closed(by: .server, .graceful, code: 1013).messages(id) == [
                name + "a frame of request r1 waited for room in the buffer of connection 1 at "
                    + "2.000s, and still did at 12.200s; after 10.000s the connection is closed"
            ]
        )
    }

    @Test func `fires on one that is never let go of`() {
        #expect(waiting().at(13).phase(.stopped).result(id).violationCount == 1)
        #expect(waiting().at(13).hasRoom().result(id).violationCount == 1)
        #expect(waiting().at(13).stopped().result(id).violationCount == 1)
    }

    @Test func `fires on a client that is let go of though it is only slow`() {
        #expect(
            waiting().at(11.9).closed(by: .server, .graceful, code: 1013).messages(id) == [
                name + "the server closed connection 1 with 1013 at 11.900s, when its first frame "
                    + "had waited since 2.000s at the most and no more than 96 bytes can have waited; "
                    + "the limits are 10.000s and 1048576"
            ]
        )
        // In the very instant in which there is room.
        let room = waiting().at(3).hasRoom().closed(by: .server, .graceful, code: 1013)
        #expect(room.result(id).violationCount == 1)
    }

    @Test func `counts from where the server has taken back what waited first`() {
        func story(releasedAt time: Double) -> Story {
            waiting().committed("r1", seq: 1).claimed("r1", seq: 1).at(time).putBack("r1", seq: 1)
        }
        #expect(
            story(releasedAt: 8).at(17.9).closed(by: .server, .graceful, code: 1013)
                .messages(id) == [
                    name + "the server closed connection 1 with 1013 at 17.900s, when its first "
                        + "frame had waited since 8.000s at the most and no more than 234 bytes can "
                        + "have waited; the limits are 10.000s and 1048576"
                ]
        )
        let closings: [Story] = [
            story(releasedAt: 8).at(18).closed(by: .server, .graceful, code: 1013),
            // It may never have been begun, so that the token still waits.
            story(releasedAt: 3).at(12).closed(by: .server, .graceful, code: 1013),
        ]
        for closing in closings { #expect(closing.result(id).violationCount == 0) }
    }

    @Test func `counts what was taken back from the call that releases it`() {
        func violations(closedAt time: Double) -> Int {
            waiting().committed("r1", seq: 1).claimed("r1", seq: 1).at(8)
                .calls("release", "r1", seq: 1, call: 4).at(8.5).putBack("r1", seq: 1)
                .returns("release", call: 4).at(time).closed(by: .server, .graceful, code: 1013)
                .result(id).violationCount
        }
        #expect(violations(closedAt: 18) == 0)
        #expect(violations(closedAt: 17.9) == 1)
    }

    @Test func `allows a closing when too much may wait`() {
        let tokens = waiting().at(3).yields(large, seq: 1).closed(
            by: .server,
            .graceful,
            code: 1013
        )
        #expect(tokens.result(id).violationCount == 0)
        let before = waiting().at(3).yields(large, seq: 1).at(4).hasRoom()
            .fact(.sendBlocked, request: "r1", frame: .token).at(5)
            .closed(by: .server, .graceful, code: 1013)
        #expect(before.result(id).violationCount == 0)
        let answer = waiting().at(3).committed("r1", seq: 1, message: large)
            .claimed("r1", seq: 1).closed(by: .server, .graceful, code: 1013)
        #expect(answer.result(id).violationCount == 0)
        let errors = waiting().at(3)
        for number in 1...130 { _ = errors.arrives("b\(number)", .missingField, text: nil) }
        let full = errors.closed(by: .server, .graceful, code: 1013)
        #expect(full.messages(id).allSatisfy { !$0.contains("1013") })
    }

    @Test func `what was handed over waits no more, though later tokens do`() {
        func violations(handing tokens: [String]) -> Int {
            let story = waiting().at(3).yields(large, seq: 1).yields("b", seq: 1).at(4).hasRoom()
            for token in tokens { story.tokenSent("r1", token) }
            return story.fact(.sendBlocked, request: "r1", frame: .token).at(5)
                .closed(by: .server, .graceful, code: 1013).messages(id)
                .count { $0.contains("1013") }
        }
        #expect(violations(handing: ["a", large]) == 1)
        #expect(violations(handing: ["a"]) == 0)
    }

    @Test func `forgets what may have waited when its last token is handed over`() {
        func violations(handing token: String) -> Int {
            waiting().at(3).yields(large, seq: 1).at(4).hasRoom().tokenSent("r1", token)
                .yields("z", seq: 1).fact(.sendBlocked, request: "r1", frame: .token).at(5)
                .closed(by: .server, .graceful, code: 1013).messages(id)
                .count { $0.contains("1013") }
        }
        #expect(violations(handing: large) == 1)
        #expect(violations(handing: "a") == 0)
    }

    @Test func `allows the limit`() {
        let story = waiting().at(12).closed(by: .server, .graceful, code: 1013)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `does not count from the first wait when there was room`() {
        let story = waiting().at(8).hasRoom().at(13).closed()
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `does not count what the server has stopped sending`() {
        let ends: [(Story) -> Story] = [
            { $0.abandoned(seq: 1) },
            { $0.fact(.leaseLost) },
            { $0.committed("r1", seq: 1).claimed("r1", seq: 1).putBack("r1", seq: 1) },
        ]
        for end in ends {
            let story = end(waiting().at(8)).at(20).phase(.stopped)
            #expect(story.result(id).violations.allSatisfy { !$0.message.contains("waited") })
        }
    }

    @Test func `leaves a stalled process out`() {
        let story = waiting().at(3).fault("pause").at(12.5).healed("pause")
            .closed(by: .server, .graceful, code: 1013)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `fires when more waits than the limit allows`() {
        let story = waiting().at(2.1).yields(large, seq: 1).yields(large, seq: 1)
            .yields("b", seq: 1)
        #expect(
            story.messages(id) == [
                name + "connection 1, without room since 2.000s, is still open at 2.100s, when 3 "
                    + "tokens of request r1 wait, of 1200132 bytes or more; 1048576 are the most"
            ]
        )
    }

    @Test func `allows as much as that, and one that alone is larger`() {
        let small = String(repeating: "x", count: 1_000)
        let story = waiting().yields(small, seq: 1).yields(small, seq: 1)
        #expect(story.result(id).violationCount == 0)
        let alone = Story().started().opened().appended("r1", seq: 1).invoked(seq: 1)
            .at(1).yields(large + large, seq: 1)
            .fact(.sendBlocked, request: "r1", frame: .token, content: large + large)
            .at(2).yields("b", seq: 1)
        alone.seed = 1
        #expect(alone.result(id).violationCount == 0)
    }

    @Test func `counts neither another attempt nor another session`() {
        let again = waiting().failed(seq: 1).at(3).invoked(seq: 1, attempt: 2)
            .yields(large, seq: 1, attempt: 2).yields(large, seq: 1, attempt: 2)
            .yields("b", seq: 1, attempt: 2)
        #expect(again.result(id).violationCount == 0)
        let other = waiting().session(2).opened().appended("r1", seq: 1).invoked(seq: 1)
            .yields(large, seq: 1).yields(large, seq: 1).yields("b", seq: 1)
        #expect(other.result(id).violationCount == 0)
    }

    @Test func `does not know the limits of a server elsewhere`() {
        let late = waiting(seed: nil).at(60).closed(by: .server, .graceful, code: 1013)
        #expect(late.result(id).violationCount == 0)
    }
}
