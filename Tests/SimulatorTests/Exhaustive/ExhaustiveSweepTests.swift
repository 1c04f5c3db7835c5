import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite struct ExhaustiveSweepTests {
    private func search(
        _ scenario: Scenario,
        preemptions: Int,
        schedules: Int = 10_000,
        on architecture: Architecture = .shipped,
        failsFast: Bool = false,
        jobs: Int = 2
    ) -> SweepOutcome {
        SeedSweep(
            source: .one(scenario),
            strategy: .exhaustive(preemptions: preemptions, schedules: schedules),
            architecture: architecture,
            jobs: jobs
        ).run(SeedList(1...1), stopsAtFailure: failsFast, unless: { false }, done: { _ in })
    }

    @Test func `Every schedule with one departure is tried, and the shipped architecture holds`() {
        let outcome = search(.question(), preemptions: 1)
        #expect(outcome.search?.isFinished == true)
        #expect(outcome.search?.tried == outcome.runs.count)
        #expect(outcome.runs.count > 50)
        #expect(Set(outcome.runs.map(\.identity)).count == outcome.runs.count)
        #expect(outcome.verdict == .passed, "\(outcome.doubts.first ?? "")")
    }

    @Test func `A race that one schedule shows is found, which the plainest does not show`() throws
    {
        let faulty = try #require(PlantedDefect.architecture("claim-without-compare"))
        let plain = search(.poll, preemptions: 0, on: faulty)
        #expect(plain.runs.count == 1)
        #expect(plain.verdict == .passed)
        let outcome = search(.poll, preemptions: 1, on: faulty, failsFast: true)
        let failure = try #require(outcome.failures.first)
        #expect(failure.violations.map(\.invariant) == ["deduplication.delivery"])
        guard case .departures(let departures) = failure.scheduling else {
            Issue.record("It is not a schedule of the search.")
            return
        }
        #expect(departures.count == 1)
        // It is made again from what it is called, and the shipped architecture holds in it.
        var scenario = Scenario.poll
        scenario.scheduling = .departures(departures)
        for (architecture, isViolated) in [(faulty, true), (.shipped, false)] {
            let run = SimulationRun(scenario: scenario, seed: 1, architecture: architecture).run()
            #expect(run.violations.isEmpty != isViolated, "\(architecture.name)")
        }
    }

    @Test func `A search that gives up is inconclusive, and says what is left`() {
        let outcome = search(.question(), preemptions: 2, schedules: 20)
        #expect(outcome.runs.count == 20)
        #expect(outcome.search?.isFinished == false)
        #expect(outcome.verdict == .inconclusive)
        let left = outcome.search?.left ?? 0
        #expect(left > 20)
        #expect(
            outcome.doubts == [
                "the search was not finished: 20 schedules were tried, \(left) more are known"
            ]
        )
    }

    @Test func `The search is the same whatever the number of threads`() {
        let outcomes = [1, 3].map {
            search(.question(), preemptions: 2, schedules: 150, jobs: $0)
        }
        #expect(outcomes[0].fingerprint == outcomes[1].fingerprint)
        #expect(outcomes[0].search == outcomes[1].search)
    }
}
