import Scenarios
import Testing

@Suite struct FaultSubsetTests {
    private func scenario(faults count: Int) -> Scenario {
        var scenario = Scenario(name: "swarm", summary: "A.", clients: [ClientGroup(sessions: 2)])
        scenario.faults = (0..<count).map { index in
            FaultRule(.crash(CrashFault()), .at(.constant(.seconds(index + 1))))
        }
        return scenario
    }

    @Test func `Every fault is on in about half of the seeds`() {
        let subsets = (1...400).map { FaultSubset(of: scenario(faults: 3), seed: $0) }
        for index in 0..<3 {
            #expect((160...240).contains(subsets.count { $0.contains(index: index) }))
        }
        #expect(subsets.contains { $0.contains(index: 0) && !$0.contains(index: 1) })
        #expect(subsets.contains { !$0.contains(index: 0) && $0.contains(index: 1) })
    }

    @Test func `Another fault changes nothing for the others`() {
        for seed in 1...50 as ClosedRange<UInt64> {
            let few = FaultSubset(of: scenario(faults: 2), seed: seed)
            let many = FaultSubset(of: scenario(faults: 5), seed: seed)
            #expect(Array(many.members.prefix(2)) == few.members)
        }
    }

    @Test func `A plan has what is on, with the draws that it would have anyway`() {
        let scenario = scenario(faults: 4)
        for seed in 1...20 as ClosedRange<UInt64> {
            let subset = FaultSubset(of: scenario, seed: seed)
            let all = Plan(scenario: scenario, seed: seed)
            let some = Plan(scenario: scenario, seed: seed, subset: subset)
            #expect(some.faults.map(\.index) == (0..<4).filter { subset.contains(index: $0) })
            for fault in some.faults {
                var here = fault.stream(firing: 1)
                var there = all.faults[fault.index].stream(firing: 1)
                let draws: [UInt64] = [here.next(), there.next()]
                #expect(draws[0] == draws[1])
            }
        }
    }

    @Test func `What is on and off is said in words`() throws {
        let subsets = (1...100).map { FaultSubset(of: scenario(faults: 2), seed: $0) }
        let first = try #require(subsets.first { $0.members.map(\.isOn) == [true, false] })
        #expect(first.words == "on: 1 crash; off: 2 crash")
        let none = try #require(subsets.first { $0.members.map(\.isOn) == [false, false] })
        #expect(none.words == "on: none; off: 1 crash, 2 crash")
    }
}
