import Histories
import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite("A verdict") struct VerdictTests {
    /// Half-open connections without acknowledgements: what is sent into them is lost.
    private var lossy: Scenario {
        .small(sessions: 4, messages: 6) { scenario in
            scenario.system.acknowledgements = false
            var fault = DisconnectFault()
            fault.style = .halfOpen
            scenario.faults = [
                FaultRule(.disconnect(fault), .every(.constant(.milliseconds(1_500))))
            ]
        }
    }

    /// Two users with one thread id, and a registry that looks connections up by it.
    private var mixedUp: Scenario {
        .small { $0.clients[0].sessionKey = "user-{n}:helper:shared" }
    }

    private func sweep(
        _ scenario: Scenario,
        _ architecture: Architecture = .shipped,
        seeds: ClosedRange<UInt64> = 1...4
    ) -> SweepOutcome {
        SeedSweep(scenario: scenario, architecture: architecture, jobs: 1).run(seeds: Array(seeds))
    }

    @Test func `Is passed where everything holds and everything was seen`() {
        let outcome = sweep(.small { $0.expectation.sometimes = [.concurrentSessions(2)] })
        #expect(outcome.verdict == .passed)
        #expect(outcome.doubts.isEmpty)
        #expect(outcome.sometimes.map(\.runs) == [4])
    }

    @Test func `Is inconclusive when the limit of steps is reached`() {
        let outcome = sweep(.small { $0.limits.steps = 500 }, seeds: 1...1)
        #expect(outcome.verdict == .inconclusive)
        #expect(outcome.doubts.contains("seed 1: the limit of 500 steps was reached"))
    }

    @Test func `Is violated when something was violated before the limit was reached`() throws {
        var scenario = mixedUp
        scenario.limits.steps = 3_000
        let defect = try #require(PlantedDefect.architecture("lookup-by-thread"))
        let outcome = sweep(scenario, defect, seeds: 1...1)
        #expect(outcome.verdict == .violated)
        #expect(!outcome.doubts.isEmpty)
        #expect(outcome.runs[0].verdict == .violated)
    }

    @Test func `Is inconclusive when a fault never fired, unless it need not`() {
        let never = Trigger.after(FactCondition(.terminalReceived, nth: 1_000...1_000))
        let crash = Fault.crash(CrashFault())
        let outcome = sweep(.small { $0.faults = [FaultRule(crash, never)] })
        #expect(outcome.verdict == .inconclusive)
        #expect(outcome.doubts == ["fault 1 (crash) never fired"])
        let rare = Trigger.onEach(.terminalReceived, probability: .zero)
        #expect(sweep(.small { $0.faults = [FaultRule(crash, rare)] }).verdict == .passed)
    }

    @Test func `Is inconclusive when a condition was never seen, and passed when it was once`() {
        let outcome = sweep(.small { $0.expectation.sometimes = [.situation(.retry)] })
        #expect(outcome.verdict == .inconclusive)
        #expect(outcome.doubts == ["vacuous: retry was never seen"])
        let seen = sweep(
            .small {
                $0.expectation.sometimes = [.situation(.retry)]
                $0.languageModel.error = Share(percent: 10)
            }
        )
        #expect(seen.verdict == .passed)
        #expect((1...4).contains(seen.sometimes[0].runs))
    }

    @Test func `Asks for each condition at one seed of all that are run, not at each`() throws {
        let rare = Scenario.small(sessions: 2, messages: 2) {
            $0.expectation.sometimes = [.situation(.retry), .concurrentSessions(2)]
            $0.languageModel.error = Share(percent: 8)
        }
        let outcome = sweep(rare, seeds: 1...12)
        let counts = outcome.runs.map { $0.sometimes[0] }
        let seenAt = counts.count { $0 > 0 }
        try #require(seenAt > 0 && seenAt < 12, "the test needs seeds with and without a retry")
        #expect(outcome.verdict == .passed)
        #expect(outcome.sometimes.map(\.runs)[0] == seenAt)
        let without = try #require(outcome.runs.first { $0.sometimes[0] == 0 })
        let alone = sweep(rare, seeds: without.seed...without.seed)
        #expect(alone.verdict == .inconclusive)
        #expect(alone.doubts == ["vacuous: retry was never seen"])
    }

    @Test func `Is passed where the violation that shows is the one announced`() {
        #expect(sweep(lossy).verdict == .violated)
        var announced = lossy
        announced.expectation.verdict = .violated("durability.responses")
        let outcome = sweep(announced)
        #expect(outcome.verdict == .passed, "\(outcome.runs.map(\.complaints))")
        #expect(outcome.failures.isEmpty)
        #expect(outcome.announcedViolation == "durability.responses")
    }

    @Test func `Is violated where an announced violation does not show`() {
        let outcome = sweep(
            .small { $0.expectation.verdict = .violated("durability.responses") }
        )
        #expect(outcome.verdict == .violated)
        #expect(outcome.failures.isEmpty)
    }

    @Test func `Is violated where another violation shows than the announced one`() throws {
        var scenario = mixedUp
        scenario.expectation.verdict = .violated("durability.responses")
        let defect = try #require(PlantedDefect.architecture("lookup-by-thread"))
        let outcome = sweep(scenario, defect)
        #expect(outcome.verdict == .violated)
        #expect(!outcome.failures.isEmpty)
    }

    @Test func `Is given on the invariants that the scenario names, and on no others`() throws {
        var scenario = mixedUp
        let defect = try #require(PlantedDefect.architecture("lookup-by-thread"))
        scenario.expectation.always = .only(["ordering.sequence"])
        let only = sweep(scenario, defect, seeds: 1...1)
        #expect(only.verdict == .passed)
        #expect(only.runs[0].results.map(\.invariant.id) == ["ordering.sequence"])
        scenario.expectation.always = .allBut(["ordering.sequence"])
        let others = sweep(scenario, defect, seeds: 1...1)
        #expect(others.verdict == .violated)
        #expect(!others.runs[0].results.contains { $0.invariant.id == "ordering.sequence" })
    }

    @Test(
        "Of two runs is the worse one",
        arguments: [
            (Verdict.passed, Verdict.passed, Verdict.passed),
            (.passed, .inconclusive, .inconclusive), (.inconclusive, .passed, .inconclusive),
            (.inconclusive, .violated, .violated), (.violated, .passed, .violated),
        ]
    )
    func combined(first: Verdict, second: Verdict, both: Verdict) {
        #expect(first.combined(with: second) == both)
    }
}
