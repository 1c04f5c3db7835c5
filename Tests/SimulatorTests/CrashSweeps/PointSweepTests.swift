import Histories
import Invariants
import PlantedDefects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

@Suite("A crash sweep") struct PointSweepTests {
    /// One conversation of a second: some hundred steps, and as many writes.
    private static func tiny(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
        .small(sessions: 1, messages: 1) { scenario in
            scenario.clients[0].start = .constant(.zero)
            scenario.clients[0].reconnect = .after(.constant(.milliseconds(100)))
            scenario.languageModel.tokens = .constant(2)
            scenario.system.eventQueueInterval = .seconds(1)
            scenario.system.effectPollInterval = .seconds(1)
            scenario.limits.duration = .seconds(3)
            change(&scenario)
        }
    }

    private func sweep(
        _ selection: CrashSelection,
        of scenario: Scenario = tiny(),
        defect: String? = nil,
        jobs: Int = 4
    ) -> CrashSweepOutcome {
        let sweep = CrashSweep(
            scenario: scenario,
            seed: 3,
            architecture: defect.flatMap(PlantedDefect.architecture) ?? .shipped,
            jobs: jobs
        )
        return sweep.run(selection, of: sweep.survey())
    }

    @Test func `Covers every step, commit and send of a run, and all are recovered from`() {
        let outcome = sweep(.crashes(every: 1))
        #expect(outcome.verdict == .passed, "\(outcome.doubts) \(outcome.failures.map(\.point))")
        #expect(outcome.total > 80)
        #expect(outcome.covered == outcome.total)
        #expect(outcome.survey.commits.count >= 4)
        #expect(outcome.coveredCommits == outcome.survey.commits.count)
        #expect(outcome.survey.sends.count == 3)
        #expect(outcome.coveredSends == 3)
        #expect(outcome.idle < 5)
    }

    @Test func `Loses nothing that was confirmed, at whichever write the power fails`() {
        let outcome = sweep(.powerLosses(every: 1))
        #expect(outcome.verdict == .passed, "\(outcome.doubts) \(outcome.failures.map(\.point))")
        #expect(outcome.total > 100)
        #expect(outcome.covered == outcome.total)
        #expect(outcome.coveredCommits == 0)
    }

    /// Each of these would be missing if the power failed between transactions, or took nothing.
    @Test func `Tears writes, breaks off transactions, and finds some that came through`() throws {
        let scenario = Self.tiny()
        let sweep = CrashSweep(scenario: scenario, seed: 3, jobs: 1)
        var (torn, inside, survived) = (0, 0, 0)
        for point in CrashSelection.powerLosses(every: 3).points(in: sweep.survey()) {
            let facts = try #require(sweep.record(point).history?.facts)
            let loss = try #require(facts.firstIndex { $0.kind == .faultInjected })
            let crash = facts[loss...].firstIndex { $0.kind == .serverCrashed } ?? loss
            let amid = facts[loss...crash]
            if amid.contains(where: { $0.status == "inside-transaction" }) { inside += 1 }
            if amid.contains(where: { $0.kind.rawValue.hasPrefix("effect-") }) { survived += 1 }
            if facts[loss...].contains(where: { $0.kind == .diskTorn }) { torn += 1 }
        }
        #expect(torn > 0)
        #expect(inside > 5)
        #expect(survived > 0)
    }

    @Test func `Crashes each of several servers`() {
        let scenario = Self.tiny { $0.system.instances = 2 }
        let outcome = sweep(.crashes(every: 16), of: scenario)
        #expect(outcome.verdict == .passed, "\(outcome.doubts)")
        #expect(outcome.total == 2 * outcome.survey.steps)
        let instances = outcome.visits.map { visit in
            if case .crash(let crash) = visit.point { crash.instance } else { 0 }
        }
        #expect(instances.count { $0 == 1 } == instances.count { $0 == 2 })
    }

    @Test func `Counts what it leaves out as not covered`() {
        let outcome = sweep(.crashes(every: 10))
        #expect(outcome.total == outcome.survey.steps)
        #expect(outcome.covered == (outcome.total + 9) / 10)
        // No step was crashed before and after.
        #expect(outcome.coveredCommits == 0)
    }

    @Test func `Draws pairs of crashes in order, near and far`() {
        let sweep = CrashSweep(scenario: Self.tiny(), seed: 3, jobs: 1)
        let survey = sweep.survey()
        let points = CrashSelection.pairs(200).points(in: survey)
        let gaps = points.compactMap { point in
            if case .pair(let first, let second) = point { second.step - first.step } else { nil }
        }
        #expect(gaps.count == 200)
        #expect(gaps.allSatisfy { $0 >= 1 && $0 < survey.steps })
        #expect(gaps.count { $0 < 8 } > 20)
        #expect(gaps.count { $0 > 30 } > 20)
        let outcome = self.sweep(.pairs(20))
        #expect(outcome.verdict == .passed, "\(outcome.doubts)")
        #expect(outcome.visits.count == 20)
    }

    @Test(arguments: [CrashSelection.crashes(every: 7), .powerLosses(every: 7), .pairs(9)])
    func `Comes to the same with any number of threads`(selection: CrashSelection) {
        let outcomes = [1, 3].map { sweep(selection, defect: "two-transactions", jobs: $0) }
        let tales = outcomes.map { outcome in
            outcome.visits.map { "\($0.point) \($0.isReached) \($0.failure?.fingerprint as Any)" }
        }
        #expect(tales[0] == tales[1])
    }

    @Test(arguments: [
        ("crash-before-complete", CrashSelection.crashes(every: 1)),
        ("two-transactions", .crashes(every: 1)),
        ("two-transactions", .powerLosses(every: 1)),
    ])
    func `Finds a defect, at points that show it alone`(
        defect: String,
        selection: CrashSelection
    ) throws {
        let outcome = sweep(selection, defect: defect)
        #expect(outcome.verdict == .violated)
        let failure = try #require(outcome.failures.first)
        var scenario = Self.tiny()
        scenario.faults += failure.point.rules
        let alone = SimulationRun(
            scenario: scenario,
            seed: 3,
            architecture: try #require(PlantedDefect.architecture(defect))
        ).run()
        #expect(alone.fingerprint == failure.run.fingerprint)
        #expect(alone.violations.map(\.invariant) == failure.run.violations.map(\.invariant))
    }

    @Test func `Goes through no point where the run fails by itself`() {
        let scenario = Self.tiny { $0.faults = [FaultRule(.crash(CrashFault()), .step(60))] }
        let outcome = sweep(.crashes(every: 1), of: scenario, defect: "two-transactions")
        guard outcome.survey.run.verdict == .violated else {
            Issue.record("The scenario was to fail: \(outcome.survey.run.complaints)")
            return
        }
        #expect(outcome.verdict == .violated)
        #expect(outcome.visits.isEmpty)
    }

    @Test func `Proves nothing of a run without a disk, and says so`() {
        let outcome = sweep(.powerLosses(every: 1), of: Self.tiny { $0.store.kind = .memory })
        #expect(outcome.verdict == .inconclusive)
        #expect(outcome.doubts == ["the run has no such points"])
    }
}
