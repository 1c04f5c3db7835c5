import Histories
import Scenarios
import SimulationKernel
import Testing

@Suite struct SessionChoiceTests {
    private func choice(_ selector: SessionSelector) -> SessionChoice? {
        var scenario = Scenario.example()
        scenario.faults = [
            FaultRule(
                .cancel(CancelFault(sessions: selector)),
                .onEach(.tokenSent, probability: .whole)
            )
        ]
        return Plan(scenario: scenario, seed: 1).faults[0].sessions
    }

    private func choose(
        _ selector: SessionSelector,
        among candidates: [Int],
        seed: UInt64 = 1,
        triggeredBy session: Int? = nil
    ) -> [Int]? {
        var stream = RandomStream(seed: seed, name: "choice")
        return choice(selector)?.choose(among: candidates, triggeredBy: session, using: &stream)
    }

    @Test func `all are all`() {
        #expect(choose(.all, among: [7, 1, 3]) == [1, 3, 7])
    }

    @Test func `a list is what of it is there`() {
        #expect(choose(.list([5, 2, 1]), among: [1, 2, 3, 4]) == [1, 2])
    }

    @Test func `a group is its sessions`() {
        #expect(choose(.group("phone"), among: Array(1...6)) == [5, 6])
    }

    @Test func `the session of the fact is itself`() {
        #expect(choose(.triggering, among: Array(1...7), triggeredBy: 4) == [4])
        #expect(choose(.triggering, among: Array(1...7)) == [])
    }

    @Test func `a count is that many different ones, each as probable as the others`() {
        var hits = [Int](repeating: 0, count: 8)
        for seed in 1...7_000 as ClosedRange<UInt64> {
            let chosen = choose(.count(3), among: Array(1...7), seed: seed) ?? []
            #expect(Set(chosen).count == 3)
            #expect(chosen == chosen.sorted())
            for number in chosen { hits[number] += 1 }
        }
        for count in hits[1...] { #expect((2_800...3_200).contains(count)) }
    }

    @Test func `a count of more than there are is all`() {
        #expect(choose(.count(9), among: [1, 2, 3]) == [1, 2, 3])
        #expect(choose(.count(9), among: []) == [])
    }

    @Test func `a share is exact where it can be and right on average where not`() {
        for seed in 1...50 as ClosedRange<UInt64> {
            let whole = choose(.share(Share(percent: 30)), among: Array(1...100), seed: seed)
            #expect(whole?.count == 30)
        }
        var alone = 0
        for seed in 1...10_000 as ClosedRange<UInt64> {
            alone += choose(.share(Share(percent: 30)), among: [1], seed: seed)?.count ?? 0
        }
        #expect((2_850...3_150).contains(alone))
    }

    @Test func `each firing draws anew`() {
        let plan = Plan(scenario: .example(), seed: 1)
        let fault = plan.faults[0]
        let draws = (1...20).map { firing in
            var stream = fault.stream(firing: firing)
            return fault.sessions?.choose(among: Array(1...100), using: &stream) ?? []
        }
        #expect(Set(draws).count == 20)
    }
}
