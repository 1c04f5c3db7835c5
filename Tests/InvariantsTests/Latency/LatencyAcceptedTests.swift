import Histories
import Invariants
import Testing

@Suite struct `latency.accepted` {
    let id = "latency.accepted"
    private let name = "session user-1:helper:thread-1: "

    private var accepted: Story { Story().started().opened().at(1).appended("r1", seq: 1) }

    @Test func `allows 20 ms`() {
        let story = accepted.at(1.02).invoked(seq: 1)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `fires a moment later`() {
        let story = accepted.at(1.021).invoked(seq: 1)
        #expect(
            story.messages(id) == [
                name + "request r1, accepted at 1.000s in an idle session, reached the agent at "
                    + "1.021s, after 0.021s; the store explains 0.000s, and 0.020s is allowed"
            ]
        )
    }

    @Test func `adds the store time from the acceptance on`() {
        let story = Story().opened().calls("append").at(1).appended("r1", seq: 1).at(1.5)
            .returns("append").calls("take-lease").at(1.7).returns("take-lease").at(1.72)
            .invoked(seq: 1)
        #expect(story.result(id).outcome == .passed)
        let late = Story().opened().calls("append").at(1).appended("r1", seq: 1).at(1.5)
            .returns("append").at(1.53).invoked(seq: 1)
        #expect(
            late.messages(id) == [
                name + "request r1, accepted at 1.000s in an idle session, reached the agent at "
                    + "1.530s, after 0.530s; the store explains 0.500s, and 0.020s is allowed"
            ]
        )
    }

    @Test func `adds the queue interval where another instance held the lease`() {
        let story = Story().server(2).fact(.leaseTaken).server(1).opened().at(1)
            .appended("r1", seq: 1).at(1.06).fact(.leaseTaken).invoked(seq: 1)
        #expect(story.result(id).outcome == .passed)
        let late = Story().server(2).fact(.leaseTaken).server(1).opened().at(1)
            .appended("r1", seq: 1).at(1.08).fact(.leaseTaken).invoked(seq: 1)
        #expect(
            late.messages(id) == [
                name + "request r1, accepted at 1.000s in an idle session, reached the agent at "
                    + "1.080s, after 0.080s; the store explains 0.000s, and 0.020s, 0.050s for the "
                    + "lease of instance 2 is allowed"
            ]
        )
        let own = Story().fact(.leaseTaken).opened().at(1).appended("r1", seq: 1).at(1.06)
            .invoked(seq: 1)
        #expect(own.result(id).violationCount == 1)
    }

    @Test func `says nothing of a session that is not idle`() {
        let story = accepted.appended("r2", seq: 2).processed("r1", seq: 1).at(9).invoked(seq: 2)
        #expect(story.result(id).outcome == .passed)
        #expect(story.result(id).comparisons == 1)
    }

    @Test func `says nothing of what is cancelled before the agent is asked`() {
        let story = accepted.committed("r1", seq: 1, .cancelled).at(60).phase(.stopped)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `fires at the end on what never reached the agent`() {
        #expect(
            accepted.at(60).phase(.stopped).messages(id) == [
                name + "request r1, accepted at 1.000s in an idle session, has not reached the "
                    + "agent at 60.000s, after 59.000s; the store explains 0.000s, and 0.020s is "
                    + "allowed"
            ]
        )
    }

    @Test func `adds two queue intervals while the client is away`() {
        let story = accepted.closed()
        #expect(story.at(1.12).invoked(seq: 1).result(id).outcome == .passed)
        let late = accepted.closed().at(1.18).invoked(seq: 1)
        #expect(
            late.messages(id) == [
                name + "request r1, accepted at 1.000s in an idle session, reached the agent at "
                    + "1.180s, after 0.180s; the store explains 0.000s, and 0.020s, 0.100s while the "
                    + "client was away is allowed"
            ]
        )
        let back = accepted.closed().at(1.05).opened().at(1.08).invoked(seq: 1)
        #expect(
            back.messages(id) == [
                name + "request r1, accepted at 1.000s in an idle session, reached the agent at "
                    + "1.080s, after 0.080s; the store explains 0.000s, and 0.020s, 0.050s while the "
                    + "client was away is allowed"
            ]
        )
    }

    @Test func `excuses a pause of the host`() {
        let story = accepted.fault("pause").at(5).healed("pause").invoked(seq: 1)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `cannot tell without the agent`() {
        let story = Story().appended("r1", seq: 1).committed("r1", seq: 1).calls("append")
            .returns("append")
        story.observed = nil
        #expect(
            story.result(id).outcome
                == .inconclusive("the history has no agent-invoked facts")
        )
    }
}
