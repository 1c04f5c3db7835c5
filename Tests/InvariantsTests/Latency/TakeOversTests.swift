import Histories
import Invariants
import Testing

/// What a dead server leaves to another one, in runs of the simulator.
@Suite struct `latency.accepted and what a dead server left` {
    let id = "latency.accepted"

    /// Instance 1 dies at two seconds over an event that it had accepted; instance 2 runs.
    private func left(instances: Int = 2, seed: UInt64? = 1) -> Story {
        let story = Story().server(2).started().server(1).started().opened().at(1)
            .appended("r1", seq: 1).invoked(seq: 1).at(2).crashed().server(2)
        story.settings.instances = instances
        story.seed = seed
        return story
    }

    @Test func `fires when it is taken up too late`() {
        #expect(
            left().at(9.1).invoked(seq: 1).messages(id) == [
                "session user-1:helper:thread-1: event 1, which instance 1 left behind as it ended "
                    + "at 2.000s, was taken up by no other server within 7.050s; 7.100s later it is"
            ]
        )
    }

    @Test func `fires when its own server is back first`() {
        #expect(
            left().at(12).server(1, 2).started().messages(id) == [
                "session user-1:helper:thread-1: event 1, which instance 1 left behind as it ended "
                    + "at 2.000s, was taken up by no other server within 7.050s; 10.000s later it "
                    + "still waits"
            ]
        )
        #expect(left().at(12).phase(.liveness).result(id).violationCount == 1)
    }

    @Test func `allows two leases, a second and the store's time`() {
        #expect(left().at(9).invoked(seq: 1).result(id).violationCount == 0)
        let slow = left().at(3).calls("take-lease", 5).at(5).returns("take-lease", 5)
        #expect(slow.at(13).invoked(seq: 1).result(id).violationCount == 0)
    }

    @Test func `watches nothing that was finished, or is another server's`() {
        let finished = left().at(2).committed("r1", seq: 1, .cancelled).at(20)
        #expect(finished.server(1, 2).started().result(id).violationCount == 0)
        let elsewhere = Story().server(2).started().server(1).started().server(2).opened().at(1)
            .takesLease().appended("r1", seq: 1).invoked(seq: 1).server(1).at(2).crashed().at(20)
            .server(1, 2).started()
        elsewhere.settings.instances = 2
        elsewhere.seed = 1
        #expect(elsewhere.result(id).violationCount == 0)
    }

    @Test func `holds nobody to it in other trouble`() {
        #expect(
            left().at(3).fault("store-slow").at(20).invoked(seq: 1).result(id).violationCount == 0
        )
        #expect(left().at(3).fault("pause").at(20).invoked(seq: 1).result(id).violationCount == 0)
        let both = left().at(3).crashed().at(20).server(1, 2).started()
        #expect(both.result(id).violationCount == 0)
    }

    @Test func `holds them to it again once the trouble is over`() {
        func healed(at seconds: Double, _ between: (Story) -> Story = { $0 }) -> Story {
            between(left().at(3).fault("store-error")).at(5).healed("store-error").server(2)
                .at(seconds).invoked(seq: 1)
        }
        #expect(healed(at: 13).messages(id) == [])
        #expect(
            healed(at: 13.1).messages(id) == [
                "session user-1:helper:thread-1: event 1, which instance 1 left behind as it ended "
                    + "at 2.000s, was taken up by no other server within 8.050s of the end of "
                    + "store-error at 5.000s; 8.100s later it is"
            ]
        )
        // Another server is at work on it: it may wait between two attempts.
        let retried = healed(at: 20) { $0.server(2).at(4).invoked(seq: 1).failed(seq: 1) }
        #expect(retried.messages(id) == [])
        // Another trouble goes on.
        let both = healed(at: 20) { $0.fault("pause") }
        #expect(both.messages(id) == [])
    }

    /// The only server dies at two seconds over an event, and is back at five.
    private func back(isThere: Bool = true) -> Story {
        let story = Story().started().opened().at(1).appended("r1", seq: 1).invoked(seq: 1).at(2)
            .crashed().at(5).server(1, 2).started()
        if isThere { story.on(2).opened() }
        story.seed = 1
        return story
    }

    @Test func `fires when the only server does not take up at once what it finds`() {
        #expect(back().at(6).invoked(seq: 1).result(id).violationCount == 0)
        #expect(
            back().at(7).invoked(seq: 1).messages(id) == [
                "session user-1:helper:thread-1: event 1, which instance 1 found as it started at "
                    + "5.000s, was not taken up within 1.050s; 2.000s later it is"
            ]
        )
        #expect(
            back().at(7).fault("store-slow").at(9).phase(.liveness).result(id).violationCount == 0
        )
        let slow = back().calls("process", 5).at(7).returns("process", 5).invoked(seq: 1)
        #expect(slow.result(id).violationCount == 0)
    }

    @Test func `leaves it two intervals while the client is away`() {
        #expect(back().at(6.1).invoked(seq: 1).result(id).violationCount == 1)
        #expect(back(isThere: false).at(6.1).invoked(seq: 1).result(id).violationCount == 0)
        #expect(back(isThere: false).at(6.2).invoked(seq: 1).result(id).violationCount == 1)
    }

    @Test func `says nothing of servers elsewhere`() {
        #expect(left(seed: nil).at(20).invoked(seq: 1).result(id).violationCount == 0)
    }
}
