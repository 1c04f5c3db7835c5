import Histories
import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

/// The defects that only answers, closings and times give away, each in the ordinary trouble that
/// shows it, and the shipped architecture in the same.
@Suite("A defect of answers or times") struct ProtocolAndLatencyDefectTests {
    private static let seeds: [UInt64] = Array(1...20)

    /// Four users with a few short replies each.
    private func scenario(_ change: (inout Scenario) -> Void) -> Scenario {
        var group = ClientGroup(sessions: 4)
        group.messages = 5
        group.start = .uniform(.zero ... .milliseconds(500))
        group.thinkTime = .uniform(.milliseconds(100) ... .seconds(1))
        group.reconnect = .after(.uniform(.milliseconds(100) ... .seconds(1)))
        var scenario = Scenario(name: "trouble", summary: "Trouble.", clients: [group])
        scenario.limits.duration = .seconds(30)
        change(&scenario)
        return scenario
    }

    /// Connections that end at any time.
    private var disconnects: Scenario {
        scenario {
            $0.faults = [
                FaultRule(
                    .disconnect(DisconnectFault(sessions: .share(Share(percent: 40)))),
                    .every(.uniform(.milliseconds(500) ... .seconds(2)))
                )
            ]
        }
    }

    /// Frames that the client never gets.
    private var vanishing: Scenario {
        scenario {
            var fault = DisconnectFault()
            fault.style = .halfOpen
            $0.faults = [
                FaultRule(
                    .disconnect(fault),
                    .onEach(.terminalSent, probability: Share(percent: 20))
                )
            ]
        }
    }

    private var tabs: Scenario { scenario { $0.clients[0].connections = 2 } }

    private var cancels: Scenario {
        scenario {
            $0.faults = [
                FaultRule(
                    .cancel(CancelFault()),
                    .every(.uniform(.milliseconds(300) ... .seconds(1)))
                )
            ]
        }
    }

    private var badFrames: Scenario {
        scenario {
            $0.faults = [
                FaultRule(
                    .badFrame(BadFrameFault(frame: .malformed)),
                    .every(.uniform(.seconds(1) ... .seconds(3)))
                )
            ]
        }
    }

    private var stalls: Scenario {
        scenario {
            $0.system.agentTimeout = .seconds(2)
            $0.languageModel.stall = Share(percent: 10)
        }
    }

    /// Asserts that an invariant sees the defect, and nothing of the kind in the shipped server.
    private func check(_ id: String, _ invariant: String, in scenario: Scenario) throws {
        let defect = try #require(PlantedDefect.all.first { $0.id == id })
        #expect(defect.expected.contains(invariant))
        let architecture = Architecture(name: id, assemble: defect.assemble)
        let isCaught = Self.seeds.contains { seed in
            SimulationRun(scenario: scenario, seed: seed, architecture: architecture).run()
                .results.contains { $0.invariant.id == invariant && $0.outcome == .violated }
        }
        #expect(isCaught, "\(id) has survived.")
        let shipped = SeedSweep(scenario: scenario, jobs: 1).run(seeds: Self.seeds)
        for run in shipped.runs {
            #expect(run.violations.isEmpty, "seed \(run.seed): \(run.violations.map(\.message))")
        }
        #expect(shipped.verdict == .passed)
    }

    @Test func `A reconnect poll by thread id leaves the response where it is`() throws {
        try check("poll-by-thread", "latency.redelivery", in: disconnects)
    }

    @Test func `A cool-down that a reconnect does not clear keeps the client waiting`() throws {
        try check("cooldown-not-cleared", "latency.redelivery", in: disconnects)
        try check("cooldown-not-cleared", "latency.redelivery", in: vanishing)
    }

    @Test func `A reply that only the newest tab gets is missing on the other`() throws {
        try check("newest-tab-only", "protocol.frames", in: tabs)
    }

    @Test func `A cancel that is ignored ends in an answer`() throws {
        try check("cancel-ignored", "protocol.frames", in: cancels)
    }

    @Test func `A bad frame that closes the connection gets no answer`() throws {
        try check("malformed-frame-closes", "protocol.frames", in: badFrames)
    }

    @Test func `An agent that ignores its abort holds its session up`() throws {
        try check("agent-ignores-abort", "isolation.progress", in: stalls)
    }
}
