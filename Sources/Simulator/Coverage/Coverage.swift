/// How much a sweep has seen, and how likely one more run shows something new.
package struct Coverage: Equatable, Sendable {
    /// How many runs there were.
    package let runs: Int
    /// How many different situations they came through.
    package let situations: Int
    /// How many runs came through a situation that no other run did.
    package let singularRuns: Int
    /// Which run was the last to show something new, from 1.
    package let lastNewRun: Int

    /// How likely one more run shows something new, from 0 to 1; nil of less than two runs.
    ///
    /// Good–Turing ("The population frequencies of species", Biometrika 1953), by leaving each run
    /// out: the share of runs that showed something to whoever had seen all the others. Without bias
    /// for a sweep that is one run shorter, if runs are drawn independently.
    package var chanceOfNews: Double? {
        runs > 1 ? Double(singularRuns) / Double(runs) : nil
    }
}

/// Counts situations over runs that come one after the other.
struct CoverageTally: Sendable {
    /// Which run has shown a situation; -1 if several have.
    private var owners: [UInt64: Int] = [:]
    private var runs = 0
    private var lastNewRun = 0

    /// Takes the situations of the next run.
    ///
    /// - Returns: those that are new, in their order.
    @discardableResult mutating func add(_ situations: [UInt64]) -> [UInt64] {
        var news: [UInt64] = []
        for situation in situations {
            if let owner = owners[situation] {
                if owner != runs { owners[situation] = -1 }
            } else {
                owners[situation] = runs
                news.append(situation)
            }
        }
        runs += 1
        if !news.isEmpty { lastNewRun = runs }
        return news
    }

    /// What all runs so far came to; nil if there were none.
    var coverage: Coverage? {
        guard runs > 0 else { return nil }
        return Coverage(
            runs: runs,
            situations: owners.count,
            singularRuns: Set(owners.values.filter { $0 >= 0 }).count,
            lastNewRun: lastNewRun
        )
    }
}
