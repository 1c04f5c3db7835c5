import Histories
import Invariants
import Testing

@Suite struct `deduplication.delivery` {
    let id = "deduplication.delivery"

    /// A response handed over at 1 s, by a claim of the same time.
    private var handed: Story {
        Story().at(1).started().opened().appended("r1", seq: 1).processed("r1", seq: 1)
            .claimed("r1", seq: 1).handed("r1")
    }

    @Test func `allows one hand-over a connection`() {
        let story = handed.on(4).handed("r1").on(1).acknowledged("r1").completed("r1", seq: 1)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 2)
    }

    @Test func `allows another after the timeout without an acknowledgement`() {
        let story = handed.at(6).putBack("r1", seq: 1).claimed("r1", seq: 1, attempt: 2)
            .handed("r1")
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `allows another when the acknowledgement comes too late`() {
        let story = handed.at(6).putBack("r1", seq: 1).acknowledged("r1")
            .claimed("r1", seq: 1, attempt: 2).handed("r1")
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires in a run of the simulator when a late acknowledgement is forgotten`() {
        func forgetful(on connection: Int) -> Story {
            let story = handed.at(6).putBack("r1", seq: 1).at(6.5).acknowledged("r1").at(7)
                .claimed("r1", seq: 1, attempt: 2).on(connection).handed("r1")
            story.seed = 1
            return story
        }
        for connection in [1, 4] {
            #expect(
                forgetful(on: connection).messages(id) == [
                    "session user-1:helper:thread-1: connection \(connection) was handed the "
                        + "response to request r1 at 7.000s, though an acknowledgement of it had "
                        + "arrived at 6.500s, before the effect was claimed again"
                ]
            )
        }
    }

    @Test func `allows that another server, life or claim does not know of it`() {
        let late = handed.at(6).putBack("r1", seq: 1).at(7)
        let stories = [
            late.claimed("r1", seq: 1, attempt: 2).acknowledged("r1").handed("r1")
        ]
        let elsewhere = handed.at(6).putBack("r1", seq: 1).at(7).acknowledged("r1")
            .server(2).takesLease().claimed("r1", seq: 1, attempt: 2).on(4).handed("r1")
        let restarted = handed.at(6).putBack("r1", seq: 1).at(7).acknowledged("r1").crashed()
            .server(1, 2).started().claimed("r1", seq: 1, attempt: 2).on(4).handed("r1")
        for story in stories + [elsewhere, restarted] {
            story.seed = 1
            #expect(story.result(id).violationCount == 0)
        }
    }

    @Test func `allows another when the acknowledgement came to another instance`() {
        let story = handed.at(1.5).server(2).on(4).acknowledged("r1").server(1).on(1).at(7)
            .putBack("r1", seq: 1).claimed("r1", seq: 1, attempt: 2).handed("r1")
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires before the timeout`() {
        let story = handed.at(2).putBack("r1", seq: 1).claimed("r1", seq: 1, attempt: 2)
            .handed("r1")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 1 was handed the response to request "
                    + "r1 again at 2.000s, after 1.000s: its acknowledgement was not due before "
                    + "6.000s"
            ]
        )
    }

    @Test func `fires when the acknowledgement had arrived in time`() {
        let story = handed.at(1.5).acknowledged("r1").at(7).putBack("r1", seq: 1)
            .claimed("r1", seq: 1, attempt: 2).handed("r1")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 1 was handed the response to request "
                    + "r1 again at 7.000s, after 1.000s: its acknowledgement had arrived at 1.500s"
            ]
        )
    }

    @Test func `fires when a completed response goes to a later connection`() {
        let story = handed.acknowledged("r1").completed("r1", seq: 1).at(3).on(4).opened()
            .at(4).handed("r1")
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 4, opened at 3.000s, was handed the "
                    + "response to request r1 at 4.000s, which had been completed at 1.000s"
            ]
        )
    }

    @Test func `allows a later connection while the effect is not completed`() {
        let story = handed.drops().putBack("r1", seq: 1).at(2).on(4).opened()
            .claimed("r1", seq: 1, attempt: 2).handed("r1")
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `allows another after a lease take-over`() {
        let story = handed.at(2).server(2).fact(.leaseTaken).putBack("r1", seq: 1)
            .claimed("r1", seq: 1, attempt: 2).handed("r1")
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `allows another after its own lease had run out, and only then`() {
        func story(askedAnewAt time: Double) -> Story {
            Story().at(1).started().takesLease().at(2).opened().appended("r1", seq: 1)
                .processed("r1", seq: 1).claimed("r1", seq: 1).handed("r1")
                .at(time).takesLease(2).putBack("r1", seq: 1)
                .claimed("r1", seq: 1, attempt: 2).handed("r1")
        }
        #expect(story(askedAnewAt: 4).result(id).outcome == .passed)
        #expect(story(askedAnewAt: 3.9).result(id).violationCount == 1)
    }

    @Test func `counts a renewal that returned too late for nothing`() {
        func story(renewedAt time: Double) -> Story {
            Story().at(1).started().takesLease().at(2).opened().appended("r1", seq: 1)
                .processed("r1", seq: 1).claimed("r1", seq: 1).handed("r1")
                .at(time).calls("renew-leases", 2).returns("renew-leases", 2)
                .at(4.5).takesLease(3).putBack("r1", seq: 1)
                .claimed("r1", seq: 1, attempt: 2).handed("r1")
        }
        #expect(story(renewedAt: 4.1).result(id).outcome == .passed)
        #expect(story(renewedAt: 3.9).result(id).violationCount == 1)
    }

    @Test func `counts a renewal that was on its way as the lease was taken for nothing`() {
        func story(takenBefore: Bool) -> Story {
            let asked = Story().at(1).started().opened().calls("take-lease", 1).fact(.leaseTaken)
            if takenBefore { asked.returns("take-lease", 1) }
            let renewed = asked.at(3).calls("renew-leases", 2).returns("renew-leases", 2)
            if !takenBefore { renewed.returns("take-lease", 1) }
            return renewed.at(3.5).appended("r1", seq: 1).processed("r1", seq: 1)
                .claimed("r1", seq: 1).handed("r1")
                .at(4.2).calls("renew-leases", 3).returns("renew-leases", 3)
                .at(4.5).takesLease(4).putBack("r1", seq: 1)
                .claimed("r1", seq: 1, attempt: 2).handed("r1")
        }
        #expect(story(takenBefore: false).result(id).outcome == .passed)
        #expect(story(takenBefore: true).result(id).violationCount == 1)
    }

    @Test func `fires at once without acknowledgements, however late`() {
        let story = handed.completed("r1", seq: 1).at(60).handed("r1")
        story.settings.acknowledgements = false
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: connection 1 was handed the response to request "
                    + "r1 again at 60.000s, after 1.000s: nothing says that the first one was lost"
            ]
        )
    }

    @Test func `fires on what was delivered long ago`() {
        let story = Story().at(1).opened()
        for seq in 1...9 {
            story.appended("r\(seq)", seq: seq).processed("r\(seq)", seq: seq)
                .delivered("r\(seq)", seq: seq)
        }
        #expect(
            story.at(3).handed("r1").messages(id) == [
                "session user-1:helper:thread-1: connection 1 was handed the response to request "
                    + "r1 at 3.000s, which had long been completed and received"
            ]
        )
    }

    @Test func `cannot tell without hand-overs`() {
        let story = Story()
        story.observed = nil
        #expect(
            story.result(id).outcome
                == .inconclusive(
                    "the history has no event-appended, effect-created, terminal-sent facts"
                )
        )
    }
}
