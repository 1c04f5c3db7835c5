import Histories
import Invariants
import Testing

@Suite struct `deduplication.execution` {
    let id = "deduplication.execution"

    private var pending: Story {
        Story().at(1).started().opened().appended("r1", seq: 1).processed("r1", seq: 1)
    }

    @Test func `allows hand-overs between claim and completion`() {
        let story = pending.claimed("r1", seq: 1).handed("r1").on(4).handed("r1")
            .acknowledged("r1").completed("r1", seq: 1)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 3)
    }

    @Test func `fires without a claim`() {
        #expect(
            pending.at(2).handed("r1").messages(id) == [
                "session user-1:helper:thread-1: the response to request r1 was handed to "
                    + "connection 1 at 2.000s, while its effect was pending since 1.000s"
            ]
        )
    }

    @Test func `fires before the effect is committed`() {
        let story = Story().at(1).appended("r1", seq: 1).handed("r1")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the response to request r1 was handed to "
                    + "connection 1 at 1.000s, while its effect was not created yet"
            ]
        )
    }

    @Test func `fires after the completion`() {
        let story = pending.delivered("r1", seq: 1).at(2).handed("r1")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the response to request r1 was handed to "
                    + "connection 1 at 2.000s, while its effect was completed since 1.000s"
            ]
        )
    }

    @Test func `fires when two executions overlap`() {
        let story = pending.claimed("r1", seq: 1).at(2).claimed("r1", seq: 1, attempt: 2)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the effect of request r1 was claimed at 2.000s by "
                    + "instance 1, incarnation 1, while it was being executed since its claim at "
                    + "1.000s by instance 1, incarnation 1"
            ]
        )
    }

    @Test func `fires when another instance hands over what was not its claim`() {
        let story = pending.claimed("r1", seq: 1).at(2).server(2).handed("r1")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the response to request r1 was handed to "
                    + "connection 1 at 2.000s, while its effect was claimed by instance 1, "
                    + "incarnation 1, not by instance 2, incarnation 1"
            ]
        )
    }

    @Test func `allows a redelivery after a crash between send and complete`() {
        let story = pending.claimed("r1", seq: 1).handed("r1").crashed()
            .server(1, 2).started().putBack("r1", seq: 1).on(4).opened()
            .claimed("r1", seq: 1, attempt: 2).handed("r1").completed("r1", seq: 1, attempt: 2)
        #expect(story.result(id).outcome == .passed)
        #expect(story.violated == [])
    }

    @Test func `a claim that the end of its incarnation left behind does not overlap`() {
        let story = pending.claimed("r1", seq: 1).crashed().server(1, 2).started()
            .claimed("r1", seq: 1, attempt: 2)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires when a process hands over as it wakes, after its lease was taken over`() {
        let story = Story().at(1).started().opened().takesLease().appended("r1", seq: 1)
            .processed("r1", seq: 1).claimed("r1", seq: 1).fault("pause")
            .at(9).server(2).started().takesLease().server(1).healed("pause").handed("r1")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 1 handed the response to "
                    + "request r1 over at 9.000s, though instance 2, incarnation 1 had taken the "
                    + "session over at 9.000s"
            ]
        )
    }

    @Test func `fires when a token that had waited goes out after the lease was taken over`() {
        let story = Story().at(1).started().opened().takesLease().appended("r1", seq: 1)
            .invoked(seq: 1).tokenSent("r1", "a").fault("pause").at(9).server(2).started()
            .takesLease().server(1).healed("pause").tokenSent("r1", "b")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 1 handed a token of "
                    + "request r1 over at 9.000s, though instance 2, incarnation 1 had taken the "
                    + "session over at 9.000s"
            ]
        )
    }

    @Test(arguments: ["claimed", "completed", "released", "failed"])
    func `fires when the store lets who lost the lease change an effect`(deed: String) {
        let story = Story().at(1).started().takesLease().appended("r1", seq: 1)
            .processed("r1", seq: 1).at(5).server(2).started().takesLease().server(1).at(6)
        switch deed {
        case "claimed": story.claimed("r1", seq: 1)
        case "completed": story.completed("r1", seq: 1)
        case "released": story.putBack("r1", seq: 1)
        default: story.gaveUp("r1", seq: 1)
        }
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 1 \(deed) the effect of "
                    + "request r1 at 6.000s, though instance 2, incarnation 1 had taken the "
                    + "session over at 5.000s"
            ]
        )
    }

    @Test func `allows an instance that has taken the lease back`() {
        let story = Story().at(1).started().takesLease().appended("r1", seq: 1)
            .processed("r1", seq: 1).at(5).server(2).started().takesLease(2)
            .at(9).server(1).takesLease(3).opened().delivered("r1", seq: 1)
        #expect(story.result(id).outcome == .passed)
    }

    /// A client has its effect made and leaves at 2 s.
    private func left(seed: UInt64? = 1, _ leave: (Story) -> Story = { $0.closed().released() })
        -> Story
    {
        let story = leave(pending.at(2))
        story.seed = seed
        return story
    }

    private func claim(_ story: Story) -> Story { story.calls("claim", 1).claimed("r1", seq: 1) }

    @Test func `fires on a claim for a session that is not connected`() {
        #expect(
            claim(left().at(3)).messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 1 claimed the effect of "
                    + "request r1 at 3.000s, though it had had no connection of the session since "
                    + "2.000s"
            ]
        )
    }

    @Test func `fires on a claim of the next life, for which nobody has come yet`() {
        let story = left { $0.crashed().server(1, 2).at(3).started() }
        #expect(
            claim(story.at(4)).messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 2 claimed the effect of "
                    + "request r1 at 4.000s, though it had had no connection of the session since "
                    + "2.000s"
            ]
        )
    }

    @Test func `allows a claim that was asked for while the server still had a connection`() {
        for story in [
            claim(left()),
            left { $0.closed() }.at(3).calls("claim", 1).released().claimed("r1", seq: 1),
            claim(left { $0.closed() }.at(3)),
            claim(left { $0.on(2).opened().on(1).closed().released() }.at(3)),
            claim(left(seed: nil).at(3)),
        ] {
            #expect(story.messages(id) == [])
        }
    }

    @Test func `cannot tell without claims`() {
        let story = pending
        story.observed = [.terminalSent]
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no effect-claimed facts")
        )
    }
}
