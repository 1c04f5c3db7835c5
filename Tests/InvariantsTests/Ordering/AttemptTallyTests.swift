import Histories
import Invariants
import Testing

/// How long another attempt has to wait, and after how many a request is given up.
@Suite struct `ordering.processing and the number of attempts` {
    let id = "ordering.processing"

    /// A run of the simulator in which the first attempt at a request has failed at 1 s.
    private func failedOnce(seed: UInt64? = 1) -> Story {
        let story = Story().at(1).started().appended("r1", seq: 1).invoked(seq: 1).failed(seq: 1)
        story.seed = seed
        return story
    }

    @Test func `fires when the agent is asked again before the back-off is over`() {
        #expect(
            failedOnce().at(1.999).invoked(seq: 1, attempt: 2).messages(id) == [
                "session user-1:helper:thread-1: the agent was asked again for event 1 at 1.999s, "
                    + "0.999s after its attempt had failed; the back-off is 1.000s"
            ]
        )
    }

    @Test func `fires when the back-off does not double`() {
        let story = failedOnce().at(2).invoked(seq: 1, attempt: 2).at(3).failed(seq: 1, attempt: 2)
            .at(4).invoked(seq: 1, attempt: 3)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the agent was asked again for event 1 at 4.000s, "
                    + "1.000s after its attempt had failed; the back-off is 2.000s"
            ]
        )
    }

    @Test func `fires on one attempt too many`() {
        let story = failedOnce().at(2).invoked(seq: 1, attempt: 2).failed(seq: 1, attempt: 2)
            .at(4).invoked(seq: 1, attempt: 3).failed(seq: 1, attempt: 3)
            .at(8).invoked(seq: 1, attempt: 4)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: the agent was asked again for event 1 at 8.000s, "
                    + "after 3 failed attempts; 3 are the most"
            ]
        )
    }

    @Test func `fires when a request is given up too early`() {
        let story = failedOnce().at(2).committed("r1", seq: 1, .error)
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r1 was given up at 2.000s after 1 failed "
                    + "attempt of 3"
            ]
        )
        #expect(story.result(id).violations[0].first?.kind == .agentFailed)
    }

    @Test func `fires when a request is given up without asking the agent`() {
        let story = Story().at(1).started().appended("r1", seq: 1).committed("r1", seq: 1, .error)
        story.seed = 1
        #expect(
            story.messages(id) == [
                "session user-1:helper:thread-1: request r1 was given up at 1.000s after 0 failed "
                    + "attempts of 3"
            ]
        )
    }

    @Test func `allows three attempts with their back-offs, and the end`() {
        let story = failedOnce().at(2).invoked(seq: 1, attempt: 2).failed(seq: 1, attempt: 2)
            .at(4).invoked(seq: 1, attempt: 3).at(34).abandoned(seq: 1, attempt: 3)
            .committed("r1", seq: 1, .error)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `allows another life of the server to begin anew`() {
        let story = failedOnce().at(1.1).crashed().at(1.2).server(1, 2).started()
            .invoked(seq: 1)
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `allows another owner of the lease to begin anew`() {
        let story = Story().at(1).started().takesLease().appended("r1", seq: 1).invoked(seq: 1)
            .failed(seq: 1).at(1.1).server(2).started().takesLease(2).invoked(seq: 1)
        story.seed = 1
        story.settings.instances = 2
        #expect(story.result(id).outcome == .passed)
    }

    @Test func `does not guess the settings of a server elsewhere`() {
        let story = failedOnce(seed: nil).at(1.1).invoked(seq: 1, attempt: 2)
        #expect(story.result(id).outcome == .passed)
        story.settings.retryDelay = 2_000_000_000
        #expect(story.result(id).outcome == .violated)
    }
}
