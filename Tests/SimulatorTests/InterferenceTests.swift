import Histories
import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite("Sessions that run alone, too") struct InterferenceTests {
    private static let id = "isolation.non-interference"

    /// Users whose threads have the same name.
    private func scenario(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
        .small(sessions: 4, messages: 4) { scenario in
            scenario.clients[0].sessionKey = "user-{n}:helper:main"
            change(&scenario)
        }
    }

    private func result(
        _ scenario: Scenario,
        seed: UInt64 = 1,
        _ architecture: Architecture = .shipped,
        sessions: [Int]? = nil
    ) throws -> (outcome: RunOutcome, result: InvariantResult) {
        let outcome = InterferenceCheck(sessions: sessions)
            .run(scenario: scenario, seed: seed, architecture: architecture)
        return (outcome, try #require(outcome.results.first { $0.invariant.id == Self.id }))
    }

    @Test(arguments: ["lookup-by-thread", "cross-session-buffer"])
    func `Show what sessions do to one another`(defect: String) throws {
        let architecture = try #require(PlantedDefect.architecture(defect))
        let (outcome, result) = try result(scenario(), architecture)
        #expect(result.outcome == .violated)
        #expect(outcome.interference?.sessions.count == 2)
        let violation = try #require(result.violations.first)
        #expect(violation.message.contains("without the 3 other sessions"))
        #expect(outcome.history?.facts.contains(violation.conflicting) == true)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `See the same where nobody harms another, whatever goes wrong`(seed: UInt64) throws {
        var disconnect = DisconnectFault()
        disconnect.sessions = .share(Share(percent: 50))
        let own = Fault.disconnect(DisconnectFault())
        let (outcome, result) = try result(
            scenario { scenario in
                scenario.faults = [
                    FaultRule(.disconnect(disconnect), .every(.constant(.seconds(2)))),
                    FaultRule(own, .onEach(.tokenReceived, probability: Share(percent: 3))),
                    FaultRule(
                        .crash(CrashFault()),
                        .after(FactCondition(.effectClaimed, nth: 3...6))
                    ),
                ]
            },
            seed: seed
        )
        #expect(result.outcome == .passed, "\(outcome.complaints)")
        #expect(result.comparisons > 4)
        #expect(outcome.interference?.reasons == [])
    }

    @Test func `Are those that were named, and suffer what they suffered`() throws {
        let crash = FaultRule(
            .crash(CrashFault()),
            .after(FactCondition(.terminalSent, nth: 4...4))
        )
        let whole = SimulationRun(scenario: scenario { $0.faults = [crash] }, seed: 2).run()
        #expect(whole.firingLog.count == 1)
        for session in 1...4 {
            let alone = SimulationRun(
                scenario: scenario { $0.faults = [crash] },
                seed: 2,
                recordsHistory: true,
                solitude: Solitude(of: session, after: whole.firingLog)
            ).run()
            #expect(alone.firings == [1])
            #expect(alone.verdict == .passed, "\(alone.complaints)")
            let facts = alone.history?.facts ?? []
            #expect(facts.contains { $0.kind == .terminalReceived })
            #expect(facts.allSatisfy { $0.session.isNone || $0.session.index == session })
        }
        let (outcome, _) = try result(scenario(), sessions: [2, 3])
        #expect(outcome.interference == InterferenceNote(sessions: [2, 3], reasons: []))
    }

    @Test func `Do not disturb the run with all of them`() throws {
        let plain = SimulationRun(scenario: scenario(), seed: 3).run()
        #expect(try result(scenario(), seed: 3).outcome.fingerprint == plain.fingerprint)
        #expect(plain.results.first { $0.invariant.id == Self.id }?.outcome == .notApplicable)
    }

    @Test func `Are not compared where a run was cut short`() throws {
        let (outcome, result) = try result(scenario { $0.limits.steps = 300 })
        #expect(result.outcome == .inconclusive("a limit cut short one of the runs to compare"))
        #expect(outcome.verdict == .inconclusive)
    }
}
