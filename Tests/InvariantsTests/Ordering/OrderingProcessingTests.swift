import Histories
import Invariants
import Testing

@Suite struct `ordering.processing` {
    let id = "ordering.processing"

    @Test func `allows one event after another`() {
        let story = Story().appended("r1", seq: 1).appended("r2", seq: 2)
            .processed("r1", seq: 1).processed("r2", seq: 2)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 2)
    }

    @Test func `fires when an event overtakes one that backs off`() {
        let story = Story().at(1).appended("r1", seq: 1).appended("r2", seq: 2)
            .invoked(seq: 1).failed(seq: 1).at(1.2).invoked(seq: 2)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: event 2 was given to the agent at 1.200s before "
                    + "the outcome of event 1 was committed"
            ]
        )
    }

    @Test func `fires when two attempts run at once`() {
        let story = Story().at(1).appended("r1", seq: 1).invoked(seq: 1)
            .at(2).server(2).invoked(seq: 1, attempt: 2)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: an attempt of event 1 began at 2.000s on instance "
                    + "2, incarnation 1, while the attempt of event 1 from 1.000s on instance 1, "
                    + "incarnation 1 was still running"
            ]
        )
    }

    @Test func `allows a take-over from a paused process`() {
        let story = Story().at(1).appended("r1", seq: 1).fact(.leaseTaken).invoked(seq: 1)
            .at(2).fault("pause").at(6).server(2).fact(.leaseTaken).invoked(seq: 1, attempt: 2)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires on a take-over from a process that woke before its lease ran out`() {
        let story = Story().at(1).started().appended("r1", seq: 1).fact(.leaseTaken).invoked(seq: 1)
            .at(2).fault("pause").at(3).healed("pause")
            .at(6).server(2).started().fact(.leaseTaken).invoked(seq: 1, attempt: 2)
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `fires on a take-over from a process that was paused after its lease ran out`() {
        let story = Story().at(1).started().appended("r1", seq: 1).takesLease().invoked(seq: 1)
            .at(4.5).fault("pause").at(6).server(2).started().takesLease(2).invoked(
                seq: 1,
                attempt: 2
            )
        #expect(story.result(id).violationCount == 1)
    }

    /// Paused from 2 s to 8 s, superseded at 6 s.
    private var superseded: Story {
        Story().at(1).started().appended("r1", seq: 1).takesLease().invoked(seq: 1)
            .at(2).fault("pause").at(6).server(2).started().takesLease(2).invoked(
                seq: 1,
                attempt: 2
            )
            .at(8).server(1).healed("pause")
    }

    @Test func `allows who was superseded to stop at the instant of waking`() {
        #expect(superseded.abandoned(seq: 1).result(id).outcome == .passed)
        #expect(superseded.finished(seq: 1).result(id).outcome == .passed)
    }

    @Test func `allows another attempt after one that finished beyond the agent timeout`() {
        let story = Story().at(1).started().appended("r1", seq: 1).takesLease().invoked(seq: 1)
            .at(2).fault("pause").at(40).healed("pause").finished(seq: 1)
            .at(41).invoked(seq: 1, attempt: 2)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `allows another attempt after one whose lease ran out and was taken anew`() {
        let story = Story().at(1).started().appended("r1", seq: 1).takesLease().invoked(seq: 1)
            .at(4.1).takesLease(2).at(4.2).calls("renew-leases", 3).returns("renew-leases", 3)
            .at(4.5).abandoned(seq: 1).invoked(seq: 1, attempt: 2)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires on one after an attempt whose lease was taken anew in time`() {
        let story = Story().at(1).started().appended("r1", seq: 1).takesLease().invoked(seq: 1)
            .at(3).takesLease(2).at(3.5).abandoned(seq: 1).invoked(seq: 1, attempt: 2)
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `allows who was paused anew in the instant of waking to go on until he wakes`() {
        let again = superseded.fault("pause").at(12).healed("pause")
        #expect(again.finished(seq: 1).result(id).outcome == .passed)
    }

    @Test func `fires when who was superseded goes on after waking`() {
        #expect(
            superseded.at(8.1).abandoned(seq: 1).messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 1 went on with its "
                    + "attempt of event 1 until its end at 8.100s, though instance 2, incarnation "
                    + "1 had taken the session over at 6.000s"
            ]
        )
        #expect(
            superseded.abandoned(seq: 1).at(8.1).invoked(seq: 1, attempt: 3).messages(id).first
                == "session user-1:helper:thread-1: instance 1, incarnation 1 gave event 1 to the "
                + "agent at 8.100s, though instance 2, incarnation 1 had taken the session over "
                + "at 6.000s"
        )
    }

    @Test func `fires when the store takes the commit of who was superseded`() {
        #expect(
            superseded.finished(seq: 1).committed("r1", seq: 1).messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 1 committed the outcome "
                    + "of event 1 at 8.000s, though instance 2, incarnation 1 had taken the "
                    + "session over at 6.000s"
            ]
        )
    }

    @Test func `allows an attempt that its owner stopped as its lease ran out`() {
        // Asked for at 1 s, renewed by a call of 3 s: good until 6 s.
        let story = Story().at(1).started().appended("r1", seq: 1).takesLease().invoked(seq: 1)
            .at(3).calls("renew-leases", 2).at(3.5).returns("renew-leases", 2)
            .at(6).abandoned(seq: 1).takesLease(3).at(6.2).invoked(seq: 1, attempt: 2)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `allows it also in the step in which a renewal returns that comes too late`() {
        // Good until 4 s; the renewal returns after that, and would be good until 6 s.
        func violations(returnedAt time: Double) -> Int {
            Story().at(1).started().appended("r1", seq: 1).takesLease().invoked(seq: 1)
                .at(3).calls("renew-leases", 2).at(time).returns("renew-leases", 2)
                .abandoned(seq: 1).takesLease(3).invoked(seq: 1, attempt: 2)
                .result(id).violationCount
        }
        #expect(violations(returnedAt: 4.5) == 0)
        #expect(violations(returnedAt: 3.9) == 1)
    }

    @Test func `fires when an owner stops an attempt while its lease is good`() {
        let story = Story().at(1).started().appended("r1", seq: 1).takesLease().invoked(seq: 1)
            .at(3).calls("renew-leases", 2).at(3.5).returns("renew-leases", 2)
            .at(5.9).abandoned(seq: 1).takesLease(3).at(6.2).invoked(seq: 1, attempt: 2)
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `a renewal counts that is sent in the step in which the lease was got`() {
        func violations(_ step: (Story) -> Story) -> Int {
            let story = Story().started().at(1).calls("take-lease", 1).fact(.leaseTaken).at(3.5)
                .inOneStep(step).returns("renew-leases", 2).appended("r1", seq: 1).invoked(seq: 1)
                .at(6.4).finished(seq: 1)
            story.seed = 1
            return story.result(id).violationCount
        }
        #expect(violations { $0.returns("take-lease", 1).calls("renew-leases", 2) } == 0)
        #expect(violations { $0.calls("renew-leases", 2).returns("take-lease", 1) } == 1)
    }

    @Test func `fires on an attempt that goes on when its own lease has run out`() {
        func attempt(until end: Double, seed: UInt64? = 1) -> Story {
            let story = Story().started().at(1).takesLease().at(2).appended("r1", seq: 1)
                .invoked(seq: 1).at(3).calls("renew-leases", 2).at(4.5).returns("renew-leases", 2)
                .at(end).finished(seq: 1)
            story.seed = seed
            return story
        }
        #expect(
            attempt(until: 6.5).messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 1 went on with its attempt "
                    + "of event 1 until 6.500s, though "
                    + "its lease had run out at 6.000s, as no renewal sent in time had returned"
            ]
        )
        #expect(attempt(until: 6).result(id).violationCount == 0)
        #expect(attempt(until: 6.5, seed: nil).result(id).violationCount == 0)
        let stalled = Story().started().at(1).takesLease().at(2).appended("r1", seq: 1)
            .invoked(seq: 1).at(3).fault("pause").at(9).healed("pause").finished(seq: 1)
        stalled.seed = 1
        #expect(stalled.result(id).violationCount == 0)
    }

    @Test func `counts a renewal that has not returned, or was sent too early, for nothing`() {
        let story = Story().at(1).started().appended("r1", seq: 1)
            .calls("renew-leases", 7).takesLease().returns("renew-leases", 7).invoked(seq: 1)
            .at(3).calls("renew-leases", 2).at(4).abandoned(seq: 1).returns("renew-leases", 2)
            .takesLease(3).at(4.2).invoked(seq: 1, attempt: 2)
        #expect(story.result(id).outcome == .passed)
    }

    @Test
    func `allows what had finished to be repeated only if the lease ran out before the commit`() {
        func story(askedAnewAt time: Double) -> Story {
            Story().at(1).started().appended("r1", seq: 1).takesLease().invoked(seq: 1)
                .at(3).finished(seq: 1).at(time).takesLease(2).invoked(seq: 1, attempt: 2)
        }
        #expect(story(askedAnewAt: 4).result(id).outcome == .passed)
        #expect(story(askedAnewAt: 3.9).result(id).violationCount == 1)
    }

    @Test func `fires when a life of the simulated server forgets an answer with its lease`() {
        func story(finishedAt time: Double, incarnation: Int = 1) -> Story {
            let story = Story().at(1).started().appended("r1", seq: 1).takesLease().invoked(seq: 1)
                .at(time).finished(seq: 1).at(4).server(1, incarnation).takesLease(2)
                .invoked(seq: 1, attempt: 2)
            story.seed = 1
            return story
        }
        #expect(
            story(finishedAt: 3).messages(id) == [
                "session user-1:helper:thread-1: the agent was asked again for event 1 at 4.000s, "
                    + "though the attempt of 1.000s had finished at 3.000s"
            ]
        )
        #expect(story(finishedAt: 4).result(id).violationCount == 0)
        #expect(story(finishedAt: 3, incarnation: 2).result(id).violationCount == 0)
    }

    @Test func `fires on a take-over from a process that was well`() {
        let story = Story().at(1).appended("r1", seq: 1).fact(.leaseTaken).invoked(seq: 1)
            .at(2).server(2).fact(.leaseTaken).invoked(seq: 1, attempt: 2)
        #expect(story.result(id).violationCount == 1)
    }

    @Test func `allows a retry after a failure, a timeout or a crash`() {
        let story = Story().at(1).started().appended("r1", seq: 1)
            .invoked(seq: 1).failed(seq: 1)
            .at(2).invoked(seq: 1, attempt: 2).at(32).abandoned(seq: 1, attempt: 2)
            .at(34).invoked(seq: 1, attempt: 3).crashed()
            .server(1, 2).started().invoked(seq: 1, attempt: 4)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `fires when an attempt that finished is repeated`() {
        let story = Story().at(1).appended("r1", seq: 1).invoked(seq: 1).finished(seq: 1)
            .at(2).invoked(seq: 1, attempt: 2)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the agent was asked again for event 1 at 2.000s, "
                    + "though the attempt of 1.000s had finished at 1.000s"
            ]
        )
    }

    @Test func `fires when an attempt is abandoned early and repeated`() {
        let story = Story().at(1).appended("r1", seq: 1).invoked(seq: 1)
            .at(1.5).abandoned(seq: 1).at(2).invoked(seq: 1, attempt: 2)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the agent was asked again for event 1 at 2.000s, "
                    + "though the attempt of 1.000s had been abandoned after 0.500s, before the "
                    + "agent timeout"
            ]
        )
    }

    @Test func `fires when a committed event is processed again`() {
        let story = Story().at(1).started().appended("r1", seq: 1).processed("r1", seq: 1)
            .crashed().at(2).server(1, 2).started().invoked(seq: 1)
        #expect(
            story.messages(id).first
                == "session user-1:helper:thread-1: event 1 was given to the agent at 2.000s, "
                + "though its outcome is committed"
        )
    }

    @Test func `cannot tell without checkpoints`() {
        let story = Story().appended("r1", seq: 1).invoked(seq: 1)
        story.observed = nil
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no checkpoint-committed facts")
        )
    }
}
