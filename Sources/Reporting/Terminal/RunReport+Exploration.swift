import Scenarios
import Simulator

extension RunReport {
    /// How many scenarios are named of those in which most is left to see.
    private static let namedScenarios = 3

    /// How far a search through the schedules of a scenario came.
    static func search(of result: ScenarioResult) -> [String] {
        guard let search = result.outcome.search else { return [] }
        let bound = "at most \(NumberText.count(search.preemptions, "preemption"))"
        let merged = NumberText.grouped(search.merged) + " of them led into states seen before"
        guard search.isFinished else {
            let known = NumberText.grouped(search.tried + search.left)
            return [
                "  search: tried \(NumberText.grouped(search.tried)) of at least \(known) schedules "
                    + "with \(bound); \(merged)"
            ]
        }
        return [
            "  search: tried all \(NumberText.count(search.tried, "schedule")) with \(bound) that "
                + "differ in what can be seen; \(merged)"
        ]
    }

    /// How likely one more seed shows something new, so that a person can decide when to stop.
    static func coverage(of results: [ScenarioResult]) -> [String] {
        let all = results.compactMap { result in
            result.outcome.coverage.flatMap { coverage in
                coverage.chanceOfNews.map { (result.outcome.scenario.name, coverage, $0) }
            }
        }
        guard let (name, coverage, chance) = all.max(by: { $0.2 < $1.2 }) else { return [] }
        if all.count == 1 {
            return [
                "coverage: \(NumberText.count(coverage.situations, "situation")); the last new one at "
                    + "run \(NumberText.grouped(coverage.lastNewRun)) of "
                    + "\(NumberText.grouped(coverage.runs)); one more seed shows something new with "
                    + "about \(percent(chance)) (\(NumberText.count(coverage.singularRuns, "run")) "
                    + "showed what no other did)"
            ]
        }
        guard chance > 0 else {
            return [
                "coverage: no run showed what no other run of its scenario did (\(name) and all)"
            ]
        }
        let most = all.filter { $0.2 > 0 }
            .enumerated().sorted { ($1.element.2, $0.offset) < ($0.element.2, $1.offset) }
            .prefix(namedScenarios).map { "\(percent($0.element.2)) in \($0.element.0)" }
        let quiet = all.count { $0.2 == 0 }
        return [
            "coverage: one more seed shows something new with about "
                + most.joined(separator: ", ")
                + (quiet > 0
                    ? "; in \(NumberText.count(quiet, "scenario")) nothing is to be expected" : "")
        ]
    }

    private static func percent(_ share: Double) -> String {
        NumberText.tenths(Int64((share * 1_000).rounded())) + " %"
    }
}
