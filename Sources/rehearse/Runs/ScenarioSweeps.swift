import Histories
import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// Runs scenarios one after the other, each at all its seeds, and gathers what there is to report.
struct ScenarioSweeps {
    /// What there is to report.
    struct Report {
        /// The scenarios that were begun, in order.
        var results: [ScenarioResult] = []
        /// How many were to be run and were not begun.
        var omittedCount = 0
        /// The pages that were written.
        var pages: [SweepIndex.Entry] = []
    }

    /// What there is to report of one scenario, and its page if one was written.
    private struct Gathered {
        let result: ScenarioResult
        let page: SweepIndex.Entry?
    }

    let entries: [ScenarioLibrary.Entry]
    let seeds: SeedOptions
    let exploration: ExplorationOptions
    let interference: InterferenceOptions
    let threads: Int
    /// The defect that is run in place of the shipped architecture; nil: none.
    let defect: PlantedDefect?
    /// The folder for ordering reports and for the histories of failures; nil: none are written.
    let reports: String?
    /// The folder for the histories of all runs; nil: none are written.
    let recordings: String?
    /// The runs that have failed before, and are made first; nil: none are kept.
    let corpus: FailureCorpus?
    /// What keeps failures, and makes them simpler.
    let shrinker: FailureShrinker

    /// Runs everything.
    ///
    /// - Throws: `ExitCode` 70 if a file cannot be written, or a run that was repeated for its
    ///   recording is not the same.
    func run() throws -> Report {
        let work = seeds.work(of: entries).map { ($0.0, searched($0.0) ?? $0.1) }
        let progress = Progress(
            runs: try work.reduce(0) { sum, part in
                try sum &+ exploration.runs(of: part.1.count)
                    &+ (corpus?.runs(of: part.0).count ?? 0)
            },
            time: seeds.time
        )
        defer { progress.finish() }
        Interruption.watch()
        let stopwatch = Stopwatch()
        var report = Report()
        for (index, (entry, list)) in work.enumerated() {
            let isOver = seeds.failFast && report.results.contains { !$0.failures.isEmpty }
            let result =
                isOver || Interruption.isAsked
                ? nil
                : try run(
                    entry,
                    list,
                    until: end(of: index, among: work.count, now: stopwatch.elapsed),
                    stopwatch,
                    progress
                )
            if let result {
                report.results.append(result.result)
                if let page = result.page { report.pages.append(page) }
            } else {
                report.omittedCount += 1
            }
        }
        if let reports, !report.pages.isEmpty {
            try Files.write(SweepIndex(report.pages).text, to: "\(reports)/index.html")
        }
        return report
    }

    /// A search that is given time spends it on one seed; nil: it is none.
    private func searched(_ entry: ScenarioLibrary.Entry) -> SeedList? {
        guard exploration.isSearch, seeds.time != nil else { return nil }
        return SeedList(entry.scenario.seed...entry.scenario.seed)
    }

    /// When the scenario at a place must be done, so that all have the same time; nil: whenever.
    private func end(of index: Int, among count: Int, now: Int64) -> Int64? {
        seeds.time.map { now + max(0, $0 - now) / Int64(count - index) }
    }

    private func run(
        _ entry: ScenarioLibrary.Entry,
        _ list: SeedList,
        until end: Int64?,
        _ stopwatch: Stopwatch,
        _ progress: Progress
    ) throws -> Gathered? {
        let architecture = defect.map { Architecture($0) }
        let sweep = exploration.sweep(
            of: entry,
            isMany: seeds.areMany,
            architecture: architecture ?? .rehearsed,
            interference: interference.check,
            threads: threads
        )
        let began = stopwatch.elapsed
        let outcome = try explore(entry, sweep, list, progress) {
            Interruption.isAsked || end.map { stopwatch.elapsed >= $0 } == true
        }
        let wallTime = stopwatch.elapsed - began
        guard !outcome.runs.isEmpty else { return nil }
        progress.end(outcome.verdict.word)
        return try gather(entry, sweep, outcome, wallTime: wallTime)
    }

    /// Makes the runs of a scenario that have failed before, then those of its seeds.
    private func explore(
        _ entry: ScenarioLibrary.Entry,
        _ sweep: SeedSweep,
        _ list: SeedList,
        _ progress: Progress,
        unless isCutShort: @escaping @Sendable () -> Bool
    ) throws -> SweepOutcome {
        let remembered = try corpus?.runs(of: entry) ?? []
        progress.begin(
            entry.scenario.name,
            runs: exploration.runs(of: list.count) &+ remembered.count
        )
        let announced = entry.scenario.expectation.announcedViolation
        let done: @Sendable (RunOutcome) -> Void = { run in
            progress.advance(hasFailed: run.violatesOther(than: announced))
        }
        let earlier = sweep.run(
            remembered,
            stopsAtFailure: seeds.failFast,
            unless: isCutShort,
            done: done
        )
        let isOver = seeds.failFast && earlier.contains { $0.violatesOther(than: announced) }
        let outcome = sweep.run(
            list,
            stopsAtFailure: seeds.failFast,
            unless: { isOver || isCutShort() },
            done: done
        )
        return marked(outcome, among: list).preceded(by: earlier)
    }

    /// The outcome of so many seeds, saying so if it was interrupted before it had run them all.
    private func marked(_ outcome: SweepOutcome, among list: SeedList) -> SweepOutcome {
        guard Interruption.isAsked, outcome.search == nil, outcome.runs.count < list.count else {
            return outcome
        }
        let all = seeds.time == nil ? " of \(NumberText.grouped(list.count))" : ""
        return outcome.interrupted(
            "interrupted after \(NumberText.grouped(outcome.runs.count))\(all) seeds"
        )
    }

    /// Gathers the evidence of what a scenario's runs came to, and writes what is asked for.
    private func gather(
        _ entry: ScenarioLibrary.Entry,
        _ sweep: SeedSweep,
        _ outcome: SweepOutcome,
        wallTime: Int64
    ) throws -> Gathered {
        var recorder = Recorder(sweep: sweep, outcome: outcome)
        let groups = FailureGroup.groups(of: outcome)
        try corpus?.keep(groups, of: entry)
        var failures = try groups.map { try recorder.failure($0) }
        for index in failures.indices.prefix(RunReport.shownFailures) {
            try keep(&failures[index], of: entry, sweep)
        }
        if let recordings {
            for run in outcome.runs { try recorder.writeHistory(of: run.identity, to: recordings) }
        }
        let result = ScenarioResult(
            path: entry.path,
            title: entry.title,
            outcome: outcome,
            wallTime: wallTime,
            reference: exploration.reference(to: entry.path),
            caller: Rehearsed.caller,
            arguments: VariableOption.shellArguments(entry.settings) + exploration.arguments
                + interference.arguments + (defect.map { ["--defect", $0.id] } ?? []),
            failures: failures,
            line: entry.line
        )
        guard let reports else { return Gathered(result: result, page: nil) }
        return Gathered(
            result: result,
            page: try write(result, of: entry, &recorder, to: reports)
        )
    }

    /// Writes the reports of a scenario, and what is to be kept of its failures.
    private func write(
        _ result: ScenarioResult,
        of entry: ScenarioLibrary.Entry,
        _ recorder: inout Recorder,
        to folder: String
    ) throws -> SweepIndex.Entry? {
        let pages = try recorder.writeFailures(
            of: result,
            entry,
            to: "\(folder)/failures"
        ).mapValues { "failures/\($0)" }
        // Of generated scenarios only those that fail are worth a file.
        guard !exploration.generate else {
            guard let first = result.failures.first, let page = pages[first.group.seeds[0]] else {
                return nil
            }
            return SweepIndex.Entry(result: result, page: page, failurePages: pages)
        }
        try recorder.write(.markdown, of: entry, to: folder)
        let page = try recorder.write(.html, of: entry, to: folder)
        return SweepIndex.Entry(result: result, page: page, failurePages: pages)
    }

    /// Leaves files of a failure: shrunk if there is the time, else as it was.
    private func keep(
        _ failure: inout Failure,
        of entry: ScenarioLibrary.Entry,
        _ sweep: SeedSweep
    ) throws {
        let run = failure.group.first
        try shrinker.keep(
            &failure,
            .init(
                scenario: sweep.scenario(of: run),
                seed: run.seed,
                isSwarm: exploration.swarm,
                invariant: failure.group.invariant
            ),
            concrete: sweep.concrete(run),
            origin: entry.title
        )
    }
}
