import Histories
import Invariants
import Testing

/// What completions stand for, in runs of the simulator.
@Suite struct `lifecycle.status and completions` {
    let id = "lifecycle.status"

    private func claimed(acknowledgements: Bool, seed: UInt64? = 1) -> Story {
        let story = Story().started().at(1).opened().arrives("r1").appended("r1", seq: 1)
        story.seed = seed
        story.settings.acknowledgements = acknowledgements
        return story
    }

    private func message(_ reason: String) -> String {
        "session user-1:helper:thread-1: the effect of request r1 was completed at 2.000s, though "
            + reason
    }

    @Test func `fires on a completion that nobody has acknowledged`() {
        let story = claimed(acknowledgements: true).processed("r1", seq: 1).claimed("r1", seq: 1)
            .handed("r1").at(2)
        #expect(
            story.completed("r1", seq: 1).messages(id) == [
                message("no acknowledgement of it had arrived")
            ]
        )
    }

    @Test func `fires on an acknowledgement that came before there was anything to acknowledge`() {
        let story = claimed(acknowledgements: true).acknowledged("r1").processed("r1", seq: 1)
            .claimed("r1", seq: 1).handed("r1").at(2)
        #expect(
            story.completed("r1", seq: 1).messages(id) == [
                message("no acknowledgement of it had arrived")
            ]
        )
    }

    @Test func `fires on the completion of a frame that no socket has taken`() {
        let story = claimed(acknowledgements: false).processed("r1", seq: 1)
            .claimed("r1", seq: 1).at(2)
        #expect(
            story.completed("r1", seq: 1).messages(id) == [
                message("no connection had been handed its frame")
            ]
        )
    }

    @Test func `allows what was delivered, and what a server elsewhere takes for it`() {
        let acknowledged = claimed(acknowledgements: true).processed("r1", seq: 1)
            .delivered("r1", seq: 1)
        #expect(acknowledged.result(id).violationCount == 0)
        let handed = claimed(acknowledgements: false).processed("r1", seq: 1)
            .claimed("r1", seq: 1).handed("r1").completed("r1", seq: 1)
        #expect(handed.result(id).violationCount == 0)
        let elsewhere = claimed(acknowledgements: true, seed: nil).processed("r1", seq: 1)
            .claimed("r1", seq: 1).completed("r1", seq: 1)
        #expect(elsewhere.result(id).violationCount == 0)
    }
}
