import Histories
import Invariants
import Testing

/// The age of effects, against a configured effect-ttl.
@Suite struct `lifecycle.status and the age of effects` {
    let id = "lifecycle.status"
    private let name = "session user-1:helper:thread-1: "

    /// A response that is claimed at an age, where 20 s are the most.
    private func claimed(at age: Double) -> Story {
        let story = Story().at(1).opened().appended("r1", seq: 1).processed("r1", seq: 1)
            .at(1 + age).claimed("r1", seq: 1)
        story.settings.effectTimeToLive = 20_000_000_000
        story.seed = 1
        return story
    }

    @Test func `fires when what is too old is delivered`() {
        #expect(
            claimed(at: 20.002).handed("r1").messages(id) == [
                name + "the response to request r1 was handed over at 21.002s, though it was "
                    + "20.002s old at its claim; effect-ttl is 20.000s"
            ]
        )
    }

    @Test func `fires when what is young is given up`() {
        #expect(
            claimed(at: 9.9).gaveUp("r1", seq: 1).messages(id) == [
                name + "the effect of request r1 was given up at 10.900s, 9.900s after its "
                    + "creation; effect-ttl is 20.000s"
            ]
        )
    }

    @Test func `fires when what was acknowledged is given up`() {
        func story(acknowledgedAt time: Double) -> Story {
            let story = claimed(at: 1).started().handed("r1").at(7.5).putBack("r1", seq: 1).at(time)
                .acknowledged("r1").at(25).claimed("r1", seq: 1, attempt: 2).at(26)
            story.settings.effectTimeToLive = 20_000_000_000
            return story
        }
        #expect(
            story(acknowledgedAt: 8).gaveUp("r1", seq: 1, attempt: 2).messages(id) == [
                name
                    + "the effect of request r1 was given up at 26.000s, though an acknowledgement "
                    + "of it had arrived at 8.000s, before it was claimed"
            ]
        )
        let inTime = story(acknowledgedAt: 8).completed("r1", seq: 1, attempt: 2)
        #expect(inTime.result(id).violationCount == 0)
    }

    @Test func `allows that a commit took longer than the age at which it gives up`() {
        let story = Story().at(1).opened().appended("r1", seq: 1).at(30)
            .processed("r1", seq: 1).at(30.1).claimed("r1", seq: 1).gaveUp("r1", seq: 1)
        story.settings.effectTimeToLive = 20_000_000_000
        story.seed = 1
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `allows a delivery in time and an end afterwards`() {
        #expect(claimed(at: 20.001).handed("r1").result(id).violationCount == 0)
        #expect(claimed(at: 20.001).gaveUp("r1", seq: 1).result(id).violationCount == 0)
    }

    @Test func `does not hold clocks elsewhere against each other`() {
        let story = claimed(at: 1).gaveUp("r1", seq: 1)
        story.seed = nil
        #expect(story.result(id).violationCount == 0)
    }

    @Test func `tells nothing of a wall clock that has jumped`() {
        let story = Story().at(1).fault("clock-jump").opened().appended("r1", seq: 1)
            .processed("r1", seq: 1).at(2).claimed("r1", seq: 1).gaveUp("r1", seq: 1)
        story.settings.effectTimeToLive = 20_000_000_000
        story.seed = 1
        #expect(story.result(id).violationCount == 0)
    }
}
