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

extension Scenario {
    /// One client that asks once, everything at whole milliseconds, so that there is much to order.
    static func question(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
        .small(sessions: 1, messages: 1) { scenario in
            scenario.clients[0].start = .constant(.zero)
            scenario.clients[0].thinkTime = .constant(.zero)
            scenario.network.latency = .constant(.milliseconds(5))
            scenario.store.latency = .constant(.zero)
            scenario.languageModel.firstToken = .constant(.milliseconds(10))
            scenario.languageModel.tokens = .constant(1)
            scenario.limits.duration = .seconds(1)
            change(&scenario)
        }
    }

    /// The client is gone when its answers are ready, and comes back at the instant of a poll.
    static let poll = question { scenario in
        scenario.system.effectPollInterval = .milliseconds(40)
        scenario.clients[0].messages = 2
        scenario.clients[0].pipeline = 2
        scenario.clients[0].reconnect = .after(.constant(.milliseconds(10)))
        scenario.faults = [
            FaultRule(.disconnect(DisconnectFault()), .after(FactCondition(.effectCreated)))
        ]
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
