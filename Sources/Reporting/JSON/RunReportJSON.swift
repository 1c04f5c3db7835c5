import EventsAndEffects
import Histories
import Invariants
import Scenarios
import SimulationKernel
import Simulator

/// The report of `rehearse run` for programs: one JSON object with stable keys.
package struct RunReportJSON {
    private let results: [ScenarioResult]

    /// Makes the report of some scenarios, in the order given.
    package init(_ results: [ScenarioResult]) {
        self.results = results
    }

    /// The report, on one line with its end.
    package var text: String {
        let verdict = results.reduce(Verdict.passed) { $0.combined(with: $1.outcome.verdict) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("version", 1)
            writer.member("verdict", verdict.word)
            writer.name("scenarios")
            writer.array { writer in
                for result in results { Self.write(result, &writer) }
            }
        }
        return writer.text + "\n"
    }

    private static func write(_ result: ScenarioResult, _ writer: inout JSONWriter) {
        let outcome = result.outcome
        writer.object { writer in
            writer.member("scenario", outcome.scenario.name)
            writer.member("path", result.path)
            writer.member("verdict", outcome.verdict.word)
            writer.member("fingerprint", outcome.fingerprint.description)
            writer.member("wallNanoseconds", result.wallTime)
            writer.name("statistics")
            write(outcome.statistics, &writer)
            writer.name("doubts")
            writer.array { writer in
                for doubt in outcome.doubts { writer.string(doubt) }
            }
            writer.name("sometimes")
            writer.array { writer in
                for (condition, runs) in outcome.sometimes {
                    writer.object { writer in
                        writer.member("condition", condition.text)
                        writer.member("runs", runs)
                    }
                }
            }
            if let coverage = outcome.coverage { write(coverage, &writer) }
            if let search = outcome.search { write(search, &writer) }
            writer.name("failures")
            writer.array { writer in
                for failure in result.failures { write(failure, of: result, &writer) }
            }
            writer.name("runs")
            writer.array { writer in
                for run in outcome.runs { write(run, &writer) }
            }
        }
    }

    private static func write(_ statistics: RunStatistics, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("sessions", statistics.sessions)
            writer.member("steps", statistics.steps)
            writer.member("virtualNanoseconds", statistics.virtualTime)
            writer.member("facts", statistics.facts)
            writer.member("comparisons", statistics.comparisons)
        }
    }

    private static func write(_ coverage: Coverage, _ writer: inout JSONWriter) {
        writer.name("coverage")
        writer.object { writer in
            writer.member("runs", coverage.runs)
            writer.member("situations", coverage.situations)
            writer.member("singularRuns", coverage.singularRuns)
            writer.member("lastNewRun", coverage.lastNewRun)
        }
    }

    private static func write(_ search: SearchNote, _ writer: inout JSONWriter) {
        writer.name("search")
        writer.object { writer in
            writer.member("preemptions", search.preemptions)
            writer.member("tried", search.tried)
            writer.member("merged", search.merged)
            writer.member("left", search.left)
        }
    }

    private static func write(
        _ failure: Failure,
        of result: ScenarioResult,
        _ writer: inout JSONWriter
    ) {
        let fact = failure.violation.conflicting
        writer.object { writer in
            writer.member("invariant", failure.group.invariant)
            writer.name("seeds")
            writer.array { writer in
                for seed in failure.group.seeds { writer.string(String(seed)) }
            }
            writer.member("message", failure.violation.message)
            writer.member("step", fact.step)
            writer.member("timeNanoseconds", fact.time)
            writer.member("cause", failure.chain.text)
            writer.member("reproduce", result.reproduction(of: failure))
            if let shrunk = failure.shrunk { writer.member("shrunk", shrunk.path) }
            if let recording = failure.recording { writer.member("recording", recording) }
        }
    }

    /// The faults of a run of a swarm: which were on.
    private static func write(_ subset: FaultSubset, _ writer: inout JSONWriter) {
        writer.name("swarm")
        writer.array { writer in
            for member in subset.members {
                writer.object { writer in
                    writer.member("number", member.number)
                    writer.member("fault", member.name)
                    writer.member("state", member.isOn ? "on" : "off")
                }
            }
        }
    }

    private static func write(_ run: RunOutcome, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("seed", String(run.seed))
            writer.member("verdict", run.verdict.word)
            writer.member("fingerprint", run.fingerprint.description)
            writer.name("statistics")
            write(run.statistics, &writer)
            if let subset = run.subset { write(subset, &writer) }
            if let policy = run.scheduling { writer.member("scheduling", policy.text) }
            writer.name("invariants")
            writer.array { writer in
                for result in run.results {
                    writer.object { writer in
                        writer.member("id", result.invariant.id)
                        writer.member("outcome", result.outcome.word)
                        writer.member("comparisons", result.comparisons)
                        writer.member("violations", result.violationCount)
                    }
                }
            }
        }
    }
}

extension InvariantResult.Outcome {
    /// The word for reports.
    package var word: String {
        switch self {
        case .passed: "passed"
        case .violated: "violated"
        case .inconclusive: "inconclusive"
        case .notApplicable: "not applicable"
        }
    }
}
