import Scenarios
import Testing

/// One change to a scenario moves only the draws that it is about.
@Suite struct StreamIndependenceTests {
    private let original = Plan(scenario: .example(), seed: 5)

    private func changed(_ change: (inout Scenario) -> Void) -> Plan {
        var scenario = Scenario.example()
        change(&scenario)
        return Plan(scenario: scenario, seed: 5)
    }

    private func expectSameSessions(_ plan: Plan, _ numbers: ClosedRange<Int>) {
        for number in numbers {
            #expect(describe(session: number, of: plan) == describe(session: number, of: original))
        }
    }

    private func expectSameFaults(_ plan: Plan) {
        for index in original.faults.indices {
            #expect(describe(fault: index, of: plan) == describe(fault: index, of: original))
        }
    }

    @Test func `another fault moves neither sessions nor the faults before it`() {
        let plan = changed {
            $0.faults.append(FaultRule(.restart(RestartFault()), .every(.constant(.seconds(1)))))
        }
        expectSameSessions(plan, 1...7)
        expectSameFaults(plan)
    }

    @Test func `another session moves neither the sessions before it nor the moments of faults`() {
        let plan = changed { $0.clients[1].sessions += 5 }
        expectSameSessions(plan, 1...7)
        expectSameFaults(plan)
    }

    @Test func `another setting of one group moves no other group`() {
        let plan = changed {
            $0.clients[1].thinkTime = .constant(.seconds(1))
            $0.clients[1].messages = 50
            $0.clients[1].duplicate = .whole
        }
        expectSameSessions(plan, 1...4)
        expectSameFaults(plan)
    }

    @Test func `another think time moves no duplicate and no start`() {
        let plan = changed { $0.clients[0].thinkTime = .exponential(mean: .seconds(1)) }
        let session = plan.session(1)
        #expect(session.start == original.session(1).start)
        for index in 1...10 {
            #expect(
                session.message(index).isDuplicated
                    == original.session(1).message(index).isDuplicated
            )
        }
    }

    @Test func `another first token moves no length, no outcome and no interval`() {
        let plan = changed { $0.languageModel.firstToken = .exponential(mean: .seconds(1)) }
        for sequence in 1...20 {
            let new = plan.reply(session: 3, sequence: sequence, attempt: 1)
            let old = original.reply(session: 3, sequence: sequence, attempt: 1)
            #expect(new.outcome == old.outcome)
            #expect(Array(new.dropFirst()) == Array(old.dropFirst()))
        }
    }
}
