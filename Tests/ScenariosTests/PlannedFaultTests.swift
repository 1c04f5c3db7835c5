import Histories
import Scenarios
import SimulationKernel
import Testing

@Suite struct PlannedFaultTests {
    private func plan(_ trigger: Trigger, duration: Duration = .seconds(120), seed: UInt64 = 1)
        -> Plan
    {
        var scenario = Scenario(
            name: "faults",
            summary: "Faults.",
            clients: [ClientGroup(sessions: 3)]
        )
        scenario.limits.duration = duration
        scenario.faults = [FaultRule(.crash(CrashFault()), trigger)]
        return Plan(scenario: scenario, seed: seed)
    }

    @Test func `a range of instants is drawn to one`() {
        var instants: Set<Duration> = []
        for seed in 1...20 as ClosedRange<UInt64> {
            let trigger = plan(.at(.uniform(.seconds(5) ... .seconds(9))), seed: seed)
                .faults[0].trigger
            guard case .at(let instant) = trigger else {
                Issue.record("the trigger is \(trigger)")
                continue
            }
            #expect((.seconds(5) ... .seconds(9)).contains(instant))
            instants.insert(instant)
        }
        #expect(instants.count == 20)
    }

    @Test func `an interval repeats through the safety phase, first after one interval`() {
        let trigger = plan(.every(.constant(.seconds(10))), duration: .seconds(50))
            .faults[0].trigger
        guard case .every(let instants) = trigger else {
            Issue.record("the trigger is \(trigger)")
            return
        }
        #expect(Array(instants) == [10, 20, 30, 40].map { Duration.seconds($0) })
        #expect(Array(instants) == Array(instants))
    }

    @Test func `a day of faults is not made before it is asked for`() {
        let trigger = plan(
            .every(.exponential(mean: .milliseconds(2))),
            duration: .seconds(86_400 * 365)
        ).faults[0].trigger
        guard case .every(let instants) = trigger else {
            Issue.record("the trigger is \(trigger)")
            return
        }
        let first = Array(instants.prefix(1_000))
        #expect(first.count == 1_000)
        for (before, after) in zip(first, first.dropFirst()) {
            #expect(after - before >= PlannedInstants.shortestInterval)
        }
    }

    @Test func `the nth fact is drawn once per run`() {
        var condition = FactCondition(fact: .effectClaimed)
        condition.nth = 3...9
        condition.session = 2
        var drawn: Set<Int> = []
        for seed in 1...100 as ClosedRange<UInt64> {
            let trigger = plan(.after(condition), seed: seed).faults[0].trigger
            guard case .after(let planned) = trigger else {
                Issue.record("the trigger is \(trigger)")
                continue
            }
            #expect(planned.nth.count == 1)
            #expect(planned.session == 2)
            drawn.insert(planned.nth.lowerBound)
        }
        #expect(drawn == Set(3...9))
    }

    @Test func `a chance is taken for each fact`() {
        let trigger = plan(.onEach(.tokenSent, probability: Share(percent: 25))).faults[0].trigger
        guard case .onEach(var chance) = trigger else {
            Issue.record("the trigger is \(trigger)")
            return
        }
        #expect(chance.fact == .tokenSent)
        var fired = 0
        for _ in 0..<10_000 where chance.fires() { fired += 1 }
        #expect((2_350...2_650).contains(fired))
    }

    @Test func `a step stays as it is`() {
        guard case .step(18_402) = plan(.step(18_402)).faults[0].trigger else {
            Issue.record("the step changed")
            return
        }
    }

    @Test func `a fault without sessions has no choice of them`() {
        #expect(plan(.step(1)).faults[0].sessions == nil)
    }
}
