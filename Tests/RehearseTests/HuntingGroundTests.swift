import Scenarios
import Testing
import rehearse

@Suite struct HuntingGroundTests {
    /// Two scenarios, of which the second has fewer messages.
    private func ground(threads: Int) -> HuntingGround {
        let scenarios = [("a", 10), ("b", 2)].map { name, messages in
            var group = ClientGroup(sessions: 3)
            group.messages = messages
            return Scenario(name: name, summary: "A test.", clients: [group])
        }
        return HuntingGround(scenarios: scenarios, seeds: [5, 6, 7], threads: threads)
    }

    @Test func `A hunt goes in rounds over the scenarios, the cheap one first`() {
        let sites = ground(threads: 1).sites.map { "\($0.scenario.name)\($0.seed)" }
        #expect(sites == ["b5", "a5", "b6", "a6", "b7", "a7"])
        #expect(ground(threads: 1).sites.map(\.round) == [1, 1, 2, 2, 3, 3])
    }

    @Test(arguments: [1, 2, 5])
    func `A search ends with the first site at which it is enough`(threads: Int) {
        let found = ground(threads: threads).search { site in
            "\(site.scenario.name)\(site.seed)"
        } until: {
            $0 == "a6" || $0 == "b7"
        }
        #expect(found == ["b5", "a5", "b6", "a6"])
    }

    @Test(arguments: [1, 3])
    func `A search that finds nothing goes to its end`(threads: Int) {
        let ground = ground(threads: threads)
        let all = ground.search(\.seed, until: { _ in false })
        #expect(all == [5, 5, 6, 6, 7, 7])
        let some = ground.search(first: 3, \.seed, until: { _ in false })
        #expect(some == [5, 5, 6])
    }
}
