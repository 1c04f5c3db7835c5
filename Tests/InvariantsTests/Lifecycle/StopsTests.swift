import Histories
import Invariants
import Testing

/// What graceful stops leave behind, in runs of the simulator.
@Suite struct `lifecycle.quiescence and graceful stops` {
    let id = "lifecycle.quiescence"
    private let name = "session user-1:helper:thread-1: "

    private var started: Story {
        let story = Story().started().opened()
        story.seed = 1
        return story
    }

    /// An attempt that runs as the server is asked to stop, at three seconds.
    private var stopping: Story {
        started.at(1).takesLease().appended("r1", seq: 1).at(2).invoked(seq: 1)
            .at(3).fault("restart")
    }

    private func violations(_ story: Story) -> [String] { story.messages(id) }

    @Test func `fire on an attempt that is cut short`() {
        #expect(
            violations(stopping.at(3.5).abandoned(seq: 1).stopped()) == [
                name + "the attempt of event 1 was given up at 3.500s, 0.500s after instance 1 was "
                    + "asked to stop; it had 10.000s"
            ]
        )
    }

    @Test func `fire on an answer that is not committed`() {
        #expect(
            violations(stopping.at(3.5).finished(seq: 1).at(3.6).stopped()) == [
                name + "instance 1 stopped at 3.600s without committing the answer to event 1, "
                    + "finished at 3.500s"
            ]
        )
    }

    @Test func `fire on an effect that is left executing`() {
        let claimed = started.at(1).takesLease().appended("r1", seq: 1).processed("r1", seq: 1)
            .at(2).claimed("r1", seq: 1).at(3).fault("restart").at(4).stopped()
        #expect(
            violations(claimed) == [
                name + "instance 1 stopped at 4.000s and left the effect of request r1 executing, "
                    + "which it had claimed at 2.000s"
            ]
        )
    }

    /// A delivery that is under way as the server is asked to stop, at three seconds.
    private func delivering(from time: Double = 2) -> Story {
        started.at(1).takesLease().appended("r1", seq: 1).processed("r1", seq: 1)
            .at(time).claimed("r1", seq: 1).handed("r1").at(3).fault("restart")
    }

    @Test func `fire on a response that is given back before its client could acknowledge it`() {
        func released(
            _ seconds: Double = 3.5,
            _ happening: (Story) -> Story = { $0 }
        ) -> [String] {
            let story = happening(delivering()).at(seconds).calls("release", "r1", seq: 1, call: 8)
                .putBack("r1", seq: 1)
            return violations(story).filter { $0.contains("gave the response") }
        }
        #expect(
            released() == [
                name
                    + "instance 1, asked to stop at 3.000s, gave the response to request r1 back at "
                    + "3.500s, claimed at 2.000s; its client had 5.000s to acknowledge it"
            ]
        )
        // The timeout, a client that has left, a store that refuses, a process that stalled, and a
        // lease that was lost.
        #expect(released(7) == [])
        #expect(released { $0.drops() } == [])
        #expect(released { $0.fact(.storeRefused, operation: "commit") } == [])
        #expect(released { $0.fault("pause") } == [])
        #expect(released(4.5) == [])
    }

    @Test func `fire on a connection that is closed in the middle of a delivery`() {
        #expect(
            violations(
                delivering().closed(by: .server, .graceful, code: 1001).putBack("r1", seq: 1)
                    .stopped()
            ) == [
                name + "instance 1, asked to stop at 3.000s, closed connection 1 at 3.000s, in the "
                    + "middle of the delivery of the response to request r1, claimed at 2.000s"
            ]
        )
    }

    @Test func `allow a connection that is closed behind a delivery, and in trouble`() {
        let delivered = delivering().acknowledged("r1").completed("r1", seq: 1)
        #expect(
            violations(delivered.closed(by: .server, .graceful, code: 1001).stopped()).isEmpty
        )
        let refused = delivering().calls("complete", 5)
            .fact(.storeRefused, operation: "complete", call: 5)
            .closed(by: .server, .graceful, code: 1001).putBack("r1", seq: 1)
        #expect(violations(refused).isEmpty)
        let stalled = delivering().fault("pause").at(3.5).healed("pause")
            .closed(by: .server, .graceful, code: 1001).putBack("r1", seq: 1)
        #expect(violations(stalled).isEmpty)
        let lost = delivering().at(9).closed(by: .server, .graceful, code: 1001)
            .putBack("r1", seq: 1)
        #expect(violations(lost).isEmpty)
    }

    @Test func `allow what is finished or put back`() {
        let finished = stopping.finished(seq: 1).committed("r1", seq: 1).claimed("r1", seq: 1)
            .putBack("r1", seq: 1).stopped()
        #expect(violations(finished).isEmpty)
    }

    @Test func `allow an attempt that is given up for a reason of its own`() {
        #expect(violations(stopping.arrives("", .cancel).abandoned(seq: 1).stopped()).isEmpty)
        let slow = stopping
        slow.settings.agentTimeout = 1_500_000_000
        #expect(violations(slow.at(3.5).abandoned(seq: 1).stopped()).isEmpty)
        let lapsed = started.at(-2).takesLease().at(0).appended("r1", seq: 1).invoked(seq: 1)
            .at(0.5).fault("restart").at(1.5).abandoned(seq: 1).stopped()
        #expect(violations(lapsed).isEmpty)
    }

    @Test func `allow one that has had its time`() {
        let long = started.at(1).takesLease().appended("r1", seq: 1).at(2).invoked(seq: 1)
            .at(3).fault("restart").at(12).calls("renew-leases", 9).returns("renew-leases", 9)
            .at(13).abandoned(seq: 1).stopped()
        #expect(violations(long).isEmpty)
    }

    @Test func `allow what the store has refused`() {
        let refused = stopping.finished(seq: 1)
            .fact(.storeRefused, seq: 1, operation: "commit", call: 4)
            .at(4).calls("commit", 5).at(13)
            .fact(.storeRefused, operation: "commit", call: 5).at(13.5).stopped()
        #expect(violations(refused).isEmpty)
        let again = started.at(1).fact(.storeRefused, operation: "commit", call: 4).at(1.2)
            .fault("restart").at(2).calls("commit", 5).returns("commit", 5).stopped()
        #expect(violations(again).isEmpty)
        let late = started.at(1).fact(.storeRefused, operation: "commit", call: 4).at(2.1)
            .fault("restart").at(3).calls("commit", 5).returns("commit", 5).stopped()
        #expect(violations(late).count == 1)
    }

    @Test(arguments: ["commit", "complete"])
    func `fire when what the store has refused is never asked for again`(operation: String) {
        func refused(at time: Double) -> Story {
            let story = operation == "commit" ? stopping : delivering()
            return story.at(time).fact(.storeRefused, operation: operation, call: 4)
        }
        #expect(
            violations(refused(at: 3.5).at(3.9).stopped()) == [
                name + "instance 1, asked to stop at 3.000s, stopped at 3.900s without repeating "
                    + "\(operation), which the store had refused at 3.500s; it had 10.000s"
            ]
        )
        let again = refused(at: 3.5).at(4.5).calls(operation, 5).returns(operation, 5).stopped()
        #expect(violations(again).isEmpty)
        #expect(violations(refused(at: 3.5).at(3.9).crashed()).isEmpty)
        let taken = refused(at: 3.5).server(2).takesLease(6).server(1).at(3.9).stopped()
        #expect(violations(taken).isEmpty)
        #expect(violations(refused(at: 12).at(13).stopped()).isEmpty)
    }

    @Test func `fire when the server waits for nothing`() {
        #expect(
            violations(
                started.at(1).fault("restart").at(11).closed(by: .server, .graceful, code: 1001)
            ) == [
                name
                    + "instance 1, asked to stop at 1.000s, waited from 1.000s to 11.000s for nothing"
            ]
        )
        let released = started.at(1).fault("restart").at(11).calls("release-leases", 7)
            .returns("release-leases", 7).stopped()
        #expect(violations(released).count == 1)
        let before = started.session(0).at(1).calls("sweep", 6).at(2).fault("restart")
            .at(2.5).returns("sweep", 6).at(9).calls("release-leases", 7).stopped()
        #expect(violations(before).count == 1)
    }

    @Test func `allow an agent that takes its time to notice that it was given up`() {
        let slow = started.at(1).fault("restart").calls("release-leases", 7)
            .returns("release-leases", 7).at(9).stopped()
        #expect(violations(slow).isEmpty)
    }

    @Test func `allow waiting for a call, an attempt, a delivery or a stalled process`() {
        let call = started.at(1).calls("sweep", 1).fault("restart").calls("release-leases", 7)
            .at(9).returns("release-leases", 7).stopped()
        #expect(violations(call).isEmpty)
        let before = started.at(1).calls("commit", 4).at(2).fault("restart").at(9)
            .fact(.checkpointCommitted, seq: 1).returns("commit", 4).stopped()
        #expect(violations(before).isEmpty)
        let several = started.session(0).at(1).calls("renew-leases", 5)
            .calls("release-leases", 6).at(2).fault("restart").calls("release-leases", 7).at(2.1)
            .returns("release-leases", 7)
            .at(9).returns("release-leases", 6).returns("renew-leases", 5).stopped()
        #expect(violations(several).isEmpty)
        let attempt = stopping.at(3.9).calls("renew-leases", 8).returns("renew-leases", 8)
            .at(5.5).finished(seq: 1).committed("r1", seq: 1).claimed("r1", seq: 1)
            .at(9).putBack("r1", seq: 1).stopped()
        #expect(violations(attempt).isEmpty)
        let stalled = started.at(1).fault("restart").fault("pause").at(9).healed("pause").stopped()
        #expect(violations(stalled).isEmpty)
    }

    @Test func `fire when what runs is not ended in time`() {
        #expect(
            violations(stopping.at(14).finished(seq: 1).committed("r1", seq: 1).stopped()) == [
                name
                    + "instance 1 let an attempt go on until 14.000s, 11.000s after it was asked to "
                    + "stop; it had 10.000s"
            ]
        )
        let delivery = started.at(1).takesLease().appended("r1", seq: 1).processed("r1", seq: 1)
            .claimed("r1", seq: 1).at(2).fault("restart").at(23).calls("release", 7)
            .putBack("r1", seq: 1).returns("release", 7).stopped()
        #expect(
            violations(delivery) == [
                name + "instance 1 let a delivery go on until 23.000s, 21.000s after it was asked "
                    + "to stop; it had 20.000s"
            ]
        )
        let handed = started.at(1).takesLease().appended("r1", seq: 1).processed("r1", seq: 1)
            .at(2).fault("restart").at(23).calls("claim", 7).claimed("r1", seq: 1)
            .returns("claim", 7)
        #expect(
            violations(handed.handed("r1").at(23.1).putBack("r1", seq: 1).stopped()).last
                == name + "instance 1 let deliveries go on until 23.000s, 21.000s after it was "
                + "asked to stop; it had 20.000s"
        )
    }

    @Test func `fire when calls are repeated to a store that refuses them for ever`() {
        func refusing(at seconds: [Double]) -> Story {
            var story = started.at(1).fault("restart").calls("complete", 9)
            for (call, second) in seconds.enumerated() {
                story = story.at(second).calls("commit", call + 1)
                    .fact(.storeRefused, operation: "commit", call: call + 1)
            }
            return story.stopped()
        }
        #expect(violations(refusing(at: [19, 20, 21.2])).isEmpty)
        #expect(
            violations(refusing(at: [20, 21.2, 22.2])) == [
                name + "instance 1 let calls to its store go on until 22.200s, 21.200s after it "
                    + "was asked to stop; it had 20.000s"
            ]
        )
    }

    @Test func `say nothing of a crash, or of another server`() {
        #expect(violations(stopping.finished(seq: 1).crashed()).isEmpty)
        #expect(violations(stopping.server(2).started().at(3.5).abandoned(seq: 1)).isEmpty)
        let elsewhere = stopping.at(3.5).abandoned(seq: 1).stopped()
        elsewhere.seed = nil
        #expect(violations(elsewhere).isEmpty)
    }
}
