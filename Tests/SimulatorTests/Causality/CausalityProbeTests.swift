import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite struct CausalityProbeTests {
    private func probe(
        _ scenario: Scenario,
        seed: UInt64,
        scheduling: SchedulingPolicySetting? = nil,
        of id: String,
        _ invariant: String,
        jobs: Int = 2
    ) throws -> CausalityProbe {
        CausalityProbe(
            scenario,
            RunIdentity(seed: seed, scheduling: scheduling),
            architecture: try #require(PlantedDefect.architecture(id)),
            invariant: invariant,
            samples: 10,
            jobs: jobs
        )
    }

    @Test func `What fails under every schedule is not a matter of the schedule`() throws {
        let probe = try probe(.small(), seed: 3, of: "leaky-registry", "lifecycle.quiescence")
        let causality = try #require(probe.measure())
        #expect(causality.isFate)
        #expect(causality.decision == nil)
        #expect(causality.points.allSatisfy { $0.failed == 10 && $0.runs == 10 })
        #expect(causality.points.count == 17)
    }

    /// A poll and a reconnect at one instant: which of them claims first decides.
    @Test func `A race is decided at a step, before which it could have gone well`() throws {
        let id = "claim-without-compare"
        let outcome = SeedSweep(
            source: .one(.poll),
            strategy: .exhaustive(preemptions: 1, schedules: 1_000),
            architecture: try #require(PlantedDefect.architecture(id)),
            jobs: 2
        ).run(SeedList(1...1), stopsAtFailure: true, unless: { false }, done: { _ in })
        let failure = try #require(outcome.failures.first)
        let invariant = try #require(failure.violations.first?.invariant)
        let runs = try [1, 2].map { jobs in
            try probe(
                .poll,
                seed: failure.seed,
                scheduling: failure.scheduling,
                of: id,
                invariant,
                jobs: jobs
            ).measure()
        }
        #expect(runs[0] == runs[1], "whatever the number of threads")
        let causality = try #require(runs[0])
        #expect(causality.points.last?.failed == 10, "the run itself fails")
        #expect(causality.points.first?.failed ?? 10 < 10, "others do not")
        let decision = try #require(causality.decision)
        #expect(decision.after.choices == decision.before.choices + 1)
        #expect(decision.after.share > decision.before.share)
        #expect((1...decision.alternatives).contains(decision.chosen))
    }

    @Test func `A run that holds has no causes`() throws {
        let probe = CausalityProbe(
            .small(),
            RunIdentity(seed: 1),
            architecture: .shipped,
            invariant: "lifecycle.quiescence",
            samples: 1,
            jobs: 1
        )
        #expect(probe.measure() == nil)
    }

    @Test func `A measurement that is cut short says nothing`() throws {
        let probe = try probe(.small(), seed: 3, of: "leaky-registry", "lifecycle.quiescence")
        #expect(probe.measure { true } == nil)
    }
}
