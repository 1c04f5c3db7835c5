import Scenarios
import Simulator
import Testing

@Suite struct HuntingGroundTests {
    /// Two scenarios, of which the second has fewer messages.
    private var ground: HuntingGround {
        let scenarios = [("a", 10), ("b", 2)].map { name, messages in
            var group = ClientGroup(sessions: 3)
            group.messages = messages
            return Scenario(name: name, summary: "A test.", clients: [group])
        }
        return HuntingGround(scenarios: scenarios, seeds: [5, 6, 7])
    }

    @Test func `A hunt goes in rounds over the scenarios, the cheap one first`() {
        let sites = Array(ground.sites(under: .fifo))
        #expect(
            sites.map { "\($0.scenario.name)\($0.seed)" } == ["b5", "a5", "b6", "a6", "b7", "a7"]
        )
        #expect(sites.map(\.round) == [1, 1, 2, 2, 3, 3])
    }

    @Test func `A favourite comes first in its round, and changes no round`() {
        let sites = Array(ground.sites(under: .fifo, favourite: "a"))
        #expect(
            sites.map { "\($0.scenario.name)\($0.seed)" } == ["a5", "b5", "a6", "b6", "a7", "b7"]
        )
        #expect(sites.map(\.round) == [1, 1, 2, 2, 3, 3])
    }

    @Test(arguments: [SchedulingPolicySetting.fifo, .pct(depth: 3)])
    func `Every run has the strategy's scheduling`(strategy: SchedulingPolicySetting) {
        #expect(ground.sites(under: strategy).allSatisfy { $0.scenario.scheduling == strategy })
    }
}
