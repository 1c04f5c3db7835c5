import Histories
import Invariants
import Testing

/// How long an execution may last.
@Suite struct `latency.redelivery and the end of an execution` {
    let id = "latency.redelivery"
    private let name = "session user-1:helper:thread-1: "

    /// A response that was handed over at 2 s.
    private var handed: Story {
        let story = Story().started().at(1).opened().appended("r1", seq: 1)
            .processed("r1", seq: 1).at(1.5).claimed("r1", seq: 1).handed("r1")
        story.seed = 1
        return story
    }

    @Test func `fires when the timeout is past and it goes on`() {
        #expect(
            handed.at(6.601).putBack("r1", seq: 1).messages(id) == [
                name + "the effect of request r1, claimed at 1.500s, was only released at 6.601s, "
                    + "though no acknowledgement had arrived by 6.500s; the store explains 0.000s, "
                    + "and 0.100s is allowed"
            ]
        )
    }

    @Test func `fires when it is not completed after its acknowledgement`() {
        #expect(
            handed.at(2).acknowledged("r1").at(2.101).completed("r1", seq: 1).messages(id) == [
                name + "the effect of request r1, claimed at 1.500s, was only completed at 2.101s, "
                    + "though its acknowledgement had arrived at 2.000s; the store explains 0.000s, "
                    + "and 0.100s is allowed"
            ]
        )
    }

    @Test func `fires when it goes on without a connection`() {
        #expect(
            handed.at(2).drops().at(2.101).putBack("r1", seq: 1).messages(id) == [
                name + "the effect of request r1, claimed at 1.500s, was only released at 2.101s, "
                    + "though its last connection had closed at 2.000s; the store explains 0.000s, "
                    + "and 0.100s is allowed"
            ]
        )
        // Another one at the same server may still acknowledge; so may one that was not handed it.
        let other = handed.on(2).opened().at(2).on(1).drops().at(6.5).putBack("r1", seq: 1)
        #expect(other.result(id).violationCount == 0)
    }

    @Test func `does not know what a server elsewhere waits for`() {
        let story = handed.at(20).putBack("r1", seq: 1)
        story.seed = nil
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `allows the timeout, the store's time and 100 ms`() {
        let story = handed.at(6).calls("append").at(7).returns("append").at(7.6)
            .putBack("r1", seq: 1)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `allows what a fault of the store delays`() {
        let story = handed.at(2).fault("store-error").acknowledged("r1").at(60)
            .healed("store-error").completed("r1", seq: 1)
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `does not count what another life releases`() {
        let story = handed.at(2).crashed().at(60).server(1, 2).started().putBack("r1", seq: 1)
        #expect(story.result(id).violationCount == 0)
    }
}
