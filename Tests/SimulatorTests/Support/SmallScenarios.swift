import Histories
import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator

extension Scenario {
    /// A few short conversations, and nothing that goes wrong.
    static func small(
        sessions: Int = 3,
        messages: Int = 3,
        _ change: (inout Scenario) -> Void = { _ in }
    ) -> Scenario {
        var group = ClientGroup(sessions: sessions)
        group.messages = messages
        group.start = .uniform(.zero ... .milliseconds(500))
        group.thinkTime = .uniform(.milliseconds(100) ... .seconds(1))
        var scenario = Scenario(name: "small", summary: "Short conversations.", clients: [group])
        scenario.languageModel.firstToken = .uniform(.milliseconds(100) ... .milliseconds(300))
        scenario.languageModel.tokens = .uniform(3...8)
        scenario.limits.duration = .seconds(15)
        scenario.limits.drain = .seconds(150)
        change(&scenario)
        return scenario
    }
}

extension FactCondition {
    /// The nth fact of a kind.
    init(_ fact: FactKind, nth: ClosedRange<Int> = 1...1) {
        self.init(fact: fact)
        self.nth = nth
    }
}

extension PlantedDefect {
    /// The defect of that id as something to rehearse.
    static func architecture(_ id: String) -> Architecture? {
        all.first { $0.id == id }.map { Architecture(name: $0.id, assemble: $0.assemble) }
    }
}

extension RunOutcome {
    /// What was violated or is in doubt, for the message of a test that expects nothing of it.
    var complaints: String {
        (violations.map { "\($0.invariant): \($0.message)" } + doubts).joined(separator: "\n")
    }
}
