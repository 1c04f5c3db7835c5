import Histories
import Scenarios
import Simulator
import Testing

@Suite struct CoverageTests {
    private func sweep(
        _ seeds: ClosedRange<UInt64>,
        strategy: SchedulingStrategy = .portfolio,
        jobs: Int = 2
    ) -> SweepOutcome {
        SeedSweep(source: .one(.small(messages: 1)), strategy: strategy, jobs: jobs)
            .run(SeedList(seeds), unless: { false }, done: { _ in })
    }

    @Test func `A sweep counts situations, and how many runs were alone with one`() throws {
        let coverage = try #require(sweep(1...12).coverage)
        #expect(coverage.runs == 12)
        #expect(coverage.situations > 50)
        #expect((1...12).contains(coverage.lastNewRun))
        #expect((0...12).contains(coverage.singularRuns))
        let chance = try #require(coverage.chanceOfNews)
        #expect(chance == Double(coverage.singularRuns) / 12)
    }

    /// What Good–Turing promises, looked at from behind: over many pairs of a sweep and one seed more,
    /// the seed shows something new about as often as the sweep has said.
    @Test func `The estimate is about how often the next seed shows something new`() throws {
        var expected = 0.0
        var news = 0
        let rounds = 20
        for round in 0..<UInt64(rounds) {
            let first = round * 100 + 1
            let before = try #require(sweep(first...first + 7).coverage)
            let after = try #require(sweep(first...first + 8).coverage)
            expected += before.chanceOfNews ?? 0
            if after.situations > before.situations { news += 1 }
        }
        // The estimate is that of a sweep which is one seed shorter, so it may be a little higher.
        #expect(abs(expected - Double(news)) < 6, "\(expected) were expected, \(news) came")
    }

    @Test func `Coverage is the same whatever the number of threads`() {
        #expect(sweep(1...20, jobs: 1).coverage == sweep(1...20, jobs: 3).coverage)
    }

    @Test func `One run says nothing of the next`() {
        #expect(sweep(1...1).coverage == nil)
    }

    @Test func `A guided sweep makes as many runs, the same whatever the number of threads`() throws
    {
        let sweeps = [1, 3].map { sweep(1...70, strategy: .guided, jobs: $0) }
        #expect(sweeps[0].runs.map(\.identity) == sweeps[1].runs.map(\.identity))
        #expect(sweeps[0].fingerprint == sweeps[1].fingerprint)
        #expect(sweeps[0].coverage == sweeps[1].coverage)
        #expect(sweeps[0].runs.count == 70)
        let turned = sweeps[0].runs.filter {
            if case .turns = $0.scheduling { true } else { false }
        }
        #expect((5...60).contains(turned.count), "\(turned.count) of 70 runs were built on others")
        #expect(Set(sweeps[0].runs.map(\.identity)).count == 70)
    }

    private let troubled = Scenario.small(messages: 1) { scenario in
        scenario.faults = [
            FaultRule(
                .disconnect(DisconnectFault(sessions: .count(1))),
                .at(.constant(.seconds(2)))
            ),
            FaultRule(.crash(CrashFault()), .at(.constant(.seconds(4)))),
        ]
    }

    @Test func `A guided sweep lets faults strike where something new was seen`() throws {
        let sweep = SeedSweep(source: .one(troubled), strategy: .guided, jobs: 2)
        let outcome = sweep.run(SeedList(1...60), unless: { false }, done: { _ in })
        #expect(outcome.verdict == .passed, "\(outcome.doubts)")
        let struck = outcome.runs.filter { !$0.strikes.isEmpty }
        #expect(struck.count >= 5, "\(struck.count) of 60 runs were struck")
        // Every strike was possible, and what it waited for came: the run was the same up to it.
        for run in struck {
            #expect(run.firings.count == 2 + run.strikes.count)
            #expect(run.firings.last == 1, "\(run.strikes.map(\.text))")
        }
        let run = try #require(struck.last)
        #expect(sweep.record(run.identity).fingerprint == run.fingerprint)
        let alone = SeedSweep(scenario: sweep.scenario(of: run.identity), jobs: 1)
            .run(seeds: [run.seed])
        #expect(alone.runs[0].fingerprint == run.fingerprint)
    }

    @Test func `A strike reads back from its text`() {
        for strike in [
            Strike(fault: 2, fact: .tokenSent, nth: 5, session: 3),
            Strike(fault: 1, fact: .serverStarted, nth: 1),
        ] { #expect(Strike(text: strike.text) == strike) }
        for text in [
            "", "2", "2:token-sent", "0:token-sent:1", "2:token-said:5:3", "2:token-sent:0:3",
            "2:token-sent:5:0", "2:token-sent:5:3:1", "1:server-started:1:1", "x:token-sent:1",
        ] { #expect(Strike(text: text) == nil, "\(text)") }
    }

    @Test func `A strike that cannot be has no rule`() {
        #expect(Strike(fault: 1, fact: .tokenSent, nth: 1, session: 1).rule(in: troubled) != nil)
        #expect(Strike(fault: 3, fact: .tokenSent, nth: 1).rule(in: troubled) == nil)
        #expect(Strike(fault: 1, fact: .tokenSent, nth: 1, session: 99).rule(in: troubled) == nil)
    }

    @Test func `A run of a guided sweep is made again from its name`() throws {
        let sweep = SeedSweep(source: .one(.small(messages: 1)), strategy: .guided, jobs: 2)
        let outcome = sweep.run(SeedList(1...50), unless: { false }, done: { _ in })
        let turned = try #require(
            outcome.runs.last { if case .turns = $0.scheduling { true } else { false } }
        )
        #expect(sweep.record(turned.identity).fingerprint == turned.fingerprint)
        let scenario = sweep.scenario(of: turned.identity)
        let alone = SeedSweep(scenario: scenario, jobs: 1).run(seeds: [turned.seed])
        #expect(alone.runs[0].fingerprint == turned.fingerprint)
    }
}
