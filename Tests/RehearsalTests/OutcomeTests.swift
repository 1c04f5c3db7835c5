import Histories
import Rehearsal
import Testing

/// What is given back of runs.
@Suite struct OutcomeTests {
    @Test func `The shipped server passes, and says how much was checked`() async throws {
        let outcome = try await Rehearsal(seeds: 1...4)
            .run(text: SmallScenario.text, named: SmallScenario.name)
        try outcome.requirePassed()
        let scenario = try #require(outcome.scenarios.first)
        #expect(outcome.scenarios.count == 1)
        #expect(scenario.name == "small")
        #expect(scenario.file == "small")
        #expect(scenario.runs.map(\.seed) == [1, 2, 3, 4])
        #expect(scenario.runs.allSatisfy { $0.verdict == .passed && $0.violations.isEmpty })
        #expect(scenario.runs.allSatisfy { $0.comparisons > 100 && $0.facts > 100 })
        #expect(outcome.report.contains("1 scenario, 4 runs: 1 passed"))
    }

    @Test func `A violation has its evidence, and the test that asks for success fails with it`()
        async throws
    {
        let rehearsal = Rehearsal(
            of: SmallScenario.architecture(defect: "failure-not-reported"),
            seeds: 3...4,
            strategy: .pct(depth: 2)
        )
        let outcome = try await rehearsal.run(
            text: SmallScenario.failing,
            named: SmallScenario.name
        )
        #expect(outcome.verdict == .violated)
        #expect(outcome.violatedInvariants.contains("durability.responses"))
        let failure = try #require(
            outcome.failures.first { $0.invariant == "durability.responses" }
        )
        #expect(failure.seeds == [3, 4])
        #expect(failure.violation.message.contains("has no response"))
        #expect(failure.violation.time > .seconds(10))
        let lines = failure.evidence.split(separator: "\n")
        #expect(lines.first?.hasPrefix("FAIL durability.responses  small  seed 3  t=") == true)
        #expect(lines.contains { $0.hasPrefix("  cause: ") })
        let call = #"Rehearsal(of: …, seeds: 3...3, strategy: .pct(depth: 2)).run("small")"#
        #expect(lines.last.map(String.init) == "  reproduce: " + call)
        let error = #expect(throws: Rehearsal.NotPassed.self) { try outcome.requirePassed() }
        #expect(error?.verdict == .violated)
        #expect(error?.description == "the rehearsal is violated\n\(outcome.report)")
        #expect(outcome.report.contains(failure.evidence))
    }

    @Test func `What was never seen proves nothing, and does not pass`() async throws {
        let text = SmallScenario.text(more: "expect: { sometimes: [torn-write] }")
        let outcome = try await Rehearsal().run(text: text, named: SmallScenario.name)
        #expect(outcome.verdict == .inconclusive)
        #expect(outcome.scenarios[0].doubts == ["vacuous: torn-write was never seen"])
        #expect(outcome.scenarios[0].sometimes.map(\.condition) == ["torn-write"])
        #expect(outcome.scenarios[0].sometimes.map(\.runs) == [0])
        #expect(throws: Rehearsal.NotPassed.self) { try outcome.requirePassed() }
    }

    @Test func `A seed's history can be read again, and the run is the same at any number of jobs`()
        async throws
    {
        func outcome(jobs: Int) async throws -> Rehearsal.ScenarioOutcome {
            try await Rehearsal(seeds: 1...4, jobs: jobs)
                .run(text: SmallScenario.text, named: SmallScenario.name).scenarios[0]
        }
        let (one, two) = (try await outcome(jobs: 1), try await outcome(jobs: 2))
        #expect(one.runs.map(\.fingerprint) == two.runs.map(\.fingerprint))
        #expect(Set(one.runs.map(\.fingerprint)).count == 4)
        let lines = one.history(at: 2)
        #expect(lines == two.history(at: 2))
        let history = try History(jsonLines: lines)
        #expect(history.header.seed == 2)
        #expect(history.header.fingerprint == one.runs[1].fingerprint)
        #expect(history.facts.count == one.runs[1].facts)
    }

    @Test func `Without seeds each scenario runs at its own`() async throws {
        let outcome = try await Rehearsal()
            .run(text: SmallScenario.text(more: "seed: 7"), named: SmallScenario.name)
        #expect(outcome.scenarios[0].runs.map(\.seed) == [7])
    }
}
