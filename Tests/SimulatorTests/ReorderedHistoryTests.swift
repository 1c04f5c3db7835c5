import Histories
import Invariants
import Scenarios
import SimulationKernel
import Simulator
import Testing

/// What different sessions did at one instant has no order that anybody may rely on.
@Suite("A history of the shipped architecture") struct ReorderedHistoryTests {
    /// Runs with much that goes wrong.
    private static let scenarios: [Scenario] = {
        var disconnect = DisconnectFault()
        disconnect.sessions = .share(Share(percent: 40))
        let faults = [
            FaultRule(.disconnect(disconnect), .every(.constant(.seconds(2)))),
            FaultRule(.crash(CrashFault()), .after(FactCondition(.effectClaimed, nth: 5...5))),
        ]
        // No delays: then most sessions act at the same instants.
        let simultaneous = Scenario.small(sessions: 5, messages: 4) { scenario in
            scenario.clients[0].start = .constant(.zero)
            scenario.clients[0].thinkTime = .constant(.milliseconds(500))
            scenario.network.latency = .constant(.milliseconds(10))
            scenario.store.latency = .constant(.milliseconds(1))
            scenario.languageModel.firstToken = .constant(.milliseconds(100))
            scenario.languageModel.tokens = .constant(5)
            scenario.languageModel.tokenInterval = .constant(.milliseconds(10))
        }
        var disturbed = simultaneous
        disturbed.faults = faults
        return [simultaneous, disturbed, .small(sessions: 5, messages: 4) { $0.faults = faults }]
    }()

    private static let disturbedHistories = scenarios.suffix(2).map {
        SimulationRun(scenario: $0, seed: 7, recordsHistory: true).run().history
    }

    @Test(arguments: 0..<3, 1...4 as ClosedRange<UInt64>)
    func `Holds however its sessions are reordered within an instant`(
        place: Int,
        seed: UInt64
    ) throws {
        let run = SimulationRun(scenario: Self.scenarios[place], seed: seed, recordsHistory: true)
            .run()
        #expect(run.verdict == .passed, "\(run.complaints)")
        var history = try #require(run.history)
        var random = RandomStream(seed: seed, name: "reordering")
        var swaps = 0
        for _ in 0..<4 {
            swaps += history.reorder(using: &random)
            for result in CheckerSet.check(history) where result.outcome != .notApplicable {
                #expect(result.outcome == .passed, "\(result.violations.first?.message ?? "")")
            }
        }
        if place < 2 { #expect(swaps > 100) }
    }

    @Test(arguments: FactKind.allCases)
    func `Is no evidence against anybody where a source does not see everything`(
        kind: FactKind
    ) throws {
        for recorded in Self.disturbedHistories {
            var history = try #require(recorded)
            history.facts.removeAll { $0.kind == kind }
            history.header.observed = FactKind.allCases.filter { $0 != kind }
            for result in CheckerSet.check(history) {
                let message = result.violations.first?.message ?? ""
                #expect(result.outcome != .violated, "\(result.invariant.id): \(message)")
            }
        }
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `Is no evidence against anybody where it is cut off`(seed: UInt64) throws {
        var history = try #require(Self.disturbedHistories[0])
        var random = RandomStream(seed: seed, name: "end")
        history.facts.removeLast(Int(random.uniform(in: 1...Int64(history.facts.count))))
        for result in CheckerSet.check(history) {
            let message = result.violations.first?.message ?? ""
            #expect(result.outcome != .violated, "\(result.invariant.id): \(message)")
        }
    }

    @Test func `Does not hold when facts of one session are reordered`() throws {
        let run = SimulationRun(scenario: Self.scenarios[0], seed: 1, recordsHistory: true).run()
        var history = try #require(run.history)
        let tokens = history.facts.indices.filter {
            history.facts[$0].kind == .tokenReceived && history.facts[$0].request == "s1-r1"
        }
        try #require(tokens.count > 1)
        history.facts.swapAt(tokens[0], tokens[1])
        let violated = CheckerSet.check(history).filter { $0.outcome == .violated }
        #expect(violated.map(\.invariant.id) == ["ordering.tokens"])
    }
}

extension History {
    /// Swaps neighbours of different sessions at one instant, each with even chances; returns how
    /// many.
    ///
    /// Facts of no session, of a server or of the whole store, keep their places among all others.
    fileprivate mutating func reorder(using random: inout RandomStream) -> Int {
        var swaps = 0
        for index in facts.indices.dropLast() {
            let (one, other) = (facts[index], facts[index + 1])
            guard one.time == other.time, one.session != other.session, !one.session.isNone,
                !other.session.isNone, random.uniform(in: 0...1) == 1
            else { continue }
            facts.swapAt(index, index + 1)
            (facts[index].step, facts[index + 1].step) = (one.step, other.step)
            swaps += 1
        }
        return swaps
    }
}
