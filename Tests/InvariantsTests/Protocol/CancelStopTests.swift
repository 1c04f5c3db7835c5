import Histories
import Invariants
import Testing

/// Cancels that arrive while the agent is at work, in runs of the simulator.
@Suite struct `protocol.frames and cancels of running attempts` {
    let id = "protocol.frames"

    /// The agent is at work from one second on; the cancel arrives at two.
    private func cancelled(seed: UInt64? = 1) -> Story {
        let story = Story().started().at(1).opened().takesLease().arrives("r1")
            .appended("r1", seq: 1).invoked(seq: 1).at(2).arrives("r1", .cancel, text: nil)
        story.seed = seed
        return story
    }

    private func committed(_ story: Story) -> Story {
        story.calls("commit", seq: 1, call: 5).committed("r1", seq: 1, .cancelled)
    }

    @Test func `fires when the agent goes on`() {
        #expect(
            committed(cancelled().at(3).finished(seq: 1)).messages(id) == [
                "session user-1:helper:thread-1: request r1 was cancelled at 2.000s while the agent "
                    + "was at work on it; its outcome was written only at 3.000s, after 1.000s"
            ]
        )
    }

    /// The first attempt has failed at one and a half seconds, the next one is due at 3.5.
    private func cancelledBetweenAttempts() -> Story {
        let story = Story().started().at(1).opened().takesLease().arrives("r1")
            .appended("r1", seq: 1).invoked(seq: 1).at(1.5).failed(seq: 1).at(2)
            .arrives("r1", .cancel, text: nil)
        story.seed = 1
        return story
    }

    @Test func `fires when the wait for the next attempt goes on`() {
        #expect(
            committed(cancelledBetweenAttempts().at(3.5)).messages(id) == [
                "session user-1:helper:thread-1: request r1 was cancelled at 2.000s between two "
                    + "attempts at it; its outcome was written only at 3.500s, after 1.500s"
            ]
        )
    }

    @Test func `allows a wait that ends at once, and what the store takes`() {
        #expect(committed(cancelledBetweenAttempts()).result(id).violationCount == 0)
        let slow = cancelledBetweenAttempts().calls("load", seq: 1, call: 4).at(3)
            .returns("load", call: 4)
        #expect(committed(slow).result(id).violationCount == 0)
        let trouble = cancelledBetweenAttempts().fault("store-error").at(3)
            .healed("store-error")
        #expect(committed(trouble).result(id).violationCount == 0)
    }

    @Test func `allows an attempt that ends at once`() {
        #expect(committed(cancelled().abandoned(seq: 1)).result(id).violationCount == 0)
        #expect(committed(cancelled().at(2.1).abandoned(seq: 1)).result(id).violationCount == 0)
    }

    @Test func `allows that a commit is repeated`() {
        let refused = cancelled().abandoned(seq: 1).calls("commit", seq: 1, call: 4)
            .fact(.storeRefused, seq: 1, operation: "commit", call: 4)
        #expect(committed(refused.at(4)).result(id).violationCount == 0)
    }

    @Test func `allows a stalled process, a lost session, and an attempt elsewhere`() {
        let stalled = cancelled().fault("pause").at(4).healed("pause").abandoned(seq: 1)
        #expect(committed(stalled).result(id).violationCount == 0)
        let lost = cancelled().at(3).abandoned(seq: 1).server(2).started().takesLease(9).at(5)
        #expect(committed(lost).result(id).violationCount == 0)
        let elsewhere = Story().server(2).started().server(1).started().at(1).opened()
            .server(2).takesLease().server(1).arrives("r1").appended("r1", seq: 1)
            .server(2).invoked(seq: 1).at(2).server(1).arrives("r1", .cancel, text: nil)
            .at(3).server(2).abandoned(seq: 1)
        elsewhere.seed = 1
        #expect(committed(elsewhere).result(id).violationCount == 0)
    }

    @Test func `leaves a server elsewhere its way`() {
        #expect(
            committed(cancelled(seed: nil).at(3).finished(seq: 1)).result(id).violationCount == 0
        )
    }
}
