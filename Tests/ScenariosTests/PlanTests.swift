import EventsAndEffects
import Scenarios
import Testing

@Suite struct PlanTests {
    private func describe(_ plan: Plan) -> [String] {
        (1...plan.sessionCount).flatMap { ScenariosTests.describe(session: $0, of: plan) }
            + plan.faults.indices.flatMap { ScenariosTests.describe(fault: $0, of: plan) }
    }

    @Test(arguments: [0, 1, 17, UInt64.max])
    func `the same scenario and seed make the same plan`(seed: UInt64) {
        let scenario = Scenario.example()
        let once = describe(Plan(scenario: scenario, seed: seed))
        let again = describe(Plan(scenario: scenario, seed: seed))
        #expect(once == again)
    }

    @Test func `another seed makes another plan`() {
        let scenario = Scenario.example()
        #expect(
            describe(Plan(scenario: scenario, seed: 1))
                != describe(Plan(scenario: scenario, seed: 2))
        )
    }

    @Test func `what is asked for first makes no difference`() {
        let plan = Plan(scenario: .example(), seed: 3)
        let last = plan.session(2).message(10)
        _ = plan.session(2).message(1)
        _ = plan.session(2).reconnectDelay(afterLoss: 1)
        #expect(plan.session(2).message(10) == last)
    }

    @Test func `sessions are numbered across the groups`() {
        let plan = Plan(scenario: .example(), seed: 1)
        #expect(plan.sessionCount == 7)
        #expect(
            (1...7).map { plan.session($0).groupName }
                == ["web", "web", "web", "web", "phone", "phone", "phone"]
        )
        #expect(plan.session(4).key.text == "user-4:helper:thread-4")
        #expect(plan.session(5).key.text == "phone-5:helper:thread-5")
        #expect((1...7).map { plan.session($0).number } == Array(1...7))
    }

    @Test func `numbers are spelled in letters, of which two differ in case alone`() throws {
        let key = try SessionKey("user-1:helper:thread-1")
        let template = TextTemplate("{letters}")
        let spelled = { template.text(message: $0, session: key, number: 1) }
        #expect(
            ["1", "2", "3", "52", "53", "54", "104", "105", "2756", "2757"].map(spelled)
                == ["a", "A", "b", "Z", "aa", "aA", "aZ", "Aa", "ZZ", "aaa"]
        )
        #expect(spelled("b7") == "b7")
        #expect(Set((1...5_000).map { spelled(String($0)) }).count == 5_000)
    }

    @Test func `placeholders are replaced and other braces kept`() {
        let plan = Plan(scenario: .example(), seed: 1)
        #expect(plan.session(2).message(3).text == "message 3 of user-2:helper:thread-2")
        #expect(
            plan.session(6).message(9).text
                == "9 von 6: phone-6:helper:thread-6 {\"json\": 1}"
        )
    }

    @Test func `a session has its group's settings`() {
        var scenario = Scenario.example()
        scenario.clients[1].connections = 3
        scenario.clients[1].pipeline = 2
        scenario.clients[1].resend = false
        scenario.clients[1].messages = 4
        let session = Plan(scenario: scenario, seed: 1).session(5)
        #expect(session.connections == 3)
        #expect(session.pipeline == 2)
        #expect(!session.resend)
        #expect(session.messageCount == 4)
        #expect(session.reconnect == .never)
    }

    @Test func `a session stays away as its group says unless the fault says otherwise`() {
        let plan = Plan(scenario: .example(), seed: 1)
        #expect(plan.session(5).reconnectDelay(afterLoss: 1) == nil)
        let fault = Reconnect.after(.constant(.seconds(9)))
        #expect(plan.session(5).reconnectDelay(afterLoss: 1, stayAway: fault) == .seconds(9))
        #expect(plan.session(1).reconnectDelay(afterLoss: 1, stayAway: .never) == nil)
        let waits = Duration.milliseconds(500) ... .seconds(3)
        for loss in 1...50 {
            let wait = plan.session(1).reconnectDelay(afterLoss: loss)
            #expect(wait.map(waits.contains) == true)
        }
    }

    @Test func `the share of duplicated messages is what the group says`() {
        var scenario = Scenario.example()
        scenario.clients[0].messages = 20_000
        let session = Plan(scenario: scenario, seed: 8).session(1)
        let duplicated = (1...20_000).count { session.message($0).isDuplicated }
        #expect((3_700...4_300).contains(duplicated))
    }

    @Test func `ten thousand sessions cost nothing until they act`() {
        let scenario = Scenario(
            name: "many",
            summary: "Many.",
            clients: [ClientGroup(sessions: 1_000_000)]
        )
        #expect(scenario.problems().isEmpty)
        let plan = Plan(scenario: scenario, seed: 1)
        #expect(plan.session(1_000_000).key.text == "user-1000000:helper:thread-1000000")
    }
}
