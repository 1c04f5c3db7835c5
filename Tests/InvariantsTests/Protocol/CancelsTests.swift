import Histories
import Invariants
import Testing

/// Which cancels bind, and what may end in cancelled.
@Suite struct `protocol.frames and cancels` {
    let id = "protocol.frames"
    private let name = "session user-1:helper:thread-1: "

    /// A request that is being answered.
    private var asked: Story {
        Story().started().opened().at(1).appended("r1", seq: 1).invoked(seq: 1)
    }

    @Test func `fires on a request that nobody has cancelled`() {
        let story = asked.at(2).arrives("r2", .cancel, text: nil).at(3).abandoned(seq: 1)
            .calls("commit", seq: 1).committed("r1", seq: 1, .cancelled)
        #expect(
            story.messages(id) == [
                name
                    + "request r1 ended in cancelled at 3.000s, though no cancel of it had arrived "
                    + "that could mean it"
            ]
        )
    }

    /// A cancel arrives, is stored as `tell` says, and then its message is accepted and ends in
    /// cancelled.
    private func early(seed: UInt64? = 1, _ tell: (Story) -> Story) -> Int {
        let story = tell(Story().started().opened().arrives("r1", .cancel, text: nil))
            .appended("r1", seq: 1).calls("commit", seq: 1).committed("r1", seq: 1, .cancelled)
        story.seed = seed
        return story.messages(id).count { $0.contains("could mean it") }
    }

    @Test func `fires when a cancel that the store took ahead of its message is remembered`() {
        let stored: (Story) -> Story = {
            $0.calls("cancel", "r1", call: 7).returns("cancel", call: 7)
        }
        #expect(early { stored($0).arrives("r1") } == 1)
        #expect(early(seed: nil) { stored($0).arrives("r1") } == 0)
        // It may reach the store behind the message, or is asked for once more.
        #expect(early { $0.calls("cancel", "r1", call: 7).arrives("r1") } == 0)
        let refused: (Story) -> Story = {
            $0.calls("cancel", "r1", call: 7).fact(.storeRefused, operation: "cancel", call: 7)
        }
        #expect(early { refused($0).arrives("r1") } == 0)
        #expect(early { stored($0.arrives("r1")) } == 0)
        #expect(early { stored($0).arrives("r1").arrives("r1", .cancel, text: nil) } == 0)
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

    @Test func `fires when a cancel that the store refused is not repeated`() {
        func violations(
            after seconds: Double,
            _ tell: (Story) -> Story = { $0 },
            seed: UInt64? = 1
        ) -> Int {
            let story = tell(
                asked.at(2).server(2).started().arrives("r1", .cancel, text: nil)
                    .calls("cancel", "r1", call: 7)
                    .fact(.storeRefused, operation: "cancel", call: 7)
            ).server(1).at(2 + seconds).calls("commit", seq: 1).committed("r1", seq: 1)
            story.seed = seed
            return story.messages(id).count { $0.contains("outcome") }
        }
        // A retry delay, a queue interval and 100 ms.
        #expect(violations(after: 1.15) == 0)
        #expect(violations(after: 1.151) == 1)
        #expect(violations(after: 9, seed: nil) == 0)
        #expect(violations(after: 9, { $0.calls("cancel", "r1", call: 8) }) == 0)
        #expect(violations(after: 9, { $0.fault("restart") }) == 0)
        #expect(violations(after: 9, { $0.fault("pause") }) == 0)
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
}
