import Histories
import Invariants
import Scenarios
import Simulator

/// The page that a sweep begins with: every scenario with its verdict, what failed and why, and the
/// way to the pages of the runs.
///
/// Determinism: a function of the results; no wall time is in it.
package struct SweepIndex {
    /// A scenario of the sweep.
    package struct Entry: Sendable {
        let result: ScenarioResult
        let page: String
        let failurePages: [UInt64: String]

        /// Makes an entry.
        ///
        /// - Parameters:
        ///   - result: what there is to report of it.
        ///   - page: the page of its own run, relative to this one.
        ///   - failurePages: the pages of the seeds at which it failed.
        package init(result: ScenarioResult, page: String, failurePages: [UInt64: String] = [:]) {
            self.result = result
            self.page = page
            self.failurePages = failurePages
        }
    }

    private let entries: [Entry]

    /// Makes the index of some scenarios, in the order given.
    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// The document.
    package var text: String {
        PageFrame(
            title: "Rehearsal: \(NumberText.count(entries.count, "scenario"))",
            styles: [PackageResources.index_css],
            content: "\(header)\(failures)\(table)\(footer)"
        ).text
    }

    private var verdict: Verdict {
        entries.reduce(.passed) { $0.combined(with: $1.result.outcome.verdict) }
    }

    private var header: HTML {
        let statistics = entries.map(\.result.outcome.statistics)
        let runs = entries.reduce(0) { $0 + $1.result.outcome.runs.count }
        let passed = entries.count { $0.result.outcome.verdict == .passed }
        let comparisons = statistics.reduce(0) { $0 + $1.comparisons }
        let time = statistics.reduce(0) { $0 + $1.virtualTime }
        let numbers = [
            ("scenarios", NumberText.grouped(entries.count)),
            ("passed", NumberText.grouped(passed)),
            ("runs", NumberText.grouped(runs)), ("comparisons", NumberText.grouped(comparisons)),
            ("of virtual time", TimeText.length(time)),
        ]
        let figures = numbers.map { name, number -> HTML in
            "<div><dt>\(name)</dt><dd>\(number)</dd></div>"
        }
        return """
            <header><p class="kicker">Rehearsal</p>
            <h1>\(NumberText.count(entries.count, "scenario")) \
            <span class="verdict \(verdict.word)">\(verdict.word)</span></h1>
            <dl class="figures">\(figures)</dl></header>

            """
    }

    private var failures: HTML {
        let articles = entries.flatMap { entry in
            entry.result.failures.map { article(on: $0, of: entry) }
        }
        guard !articles.isEmpty else { return .empty }
        return "<section id=\"failures\"><h2>What failed</h2>\(articles)</section>"
    }

    private func article(on failure: Failure, of entry: Entry) -> HTML {
        let seed = failure.group.seeds[0]
        let more = failure.group.seeds.count - 1
        let seeds = more > 0 ? " and \(NumberText.count(more, "further seed"))" : ""
        let name = "\(entry.result.outcome.scenario.name), seed \(seed)"
        let title: HTML =
            entry.failurePages[seed].map { "<a href=\"\(PathReference.escaped($0))\">\(name)</a>" }
            ?? HTML(trusted: HTML.escaped(name))
        return """
            <article class="failure"><h3>\(failure.group.invariant)</h3>
            <p class="where">\(title)\(seeds)</p><p>\(failure.violation.message)</p>
            <p class="quiet">\(failure.chain.text)</p>
            <pre>\(entry.result.reproduction(of: failure))</pre></article>

            """
    }

    private var table: HTML {
        let rows = entries.map { entry -> HTML in
            let outcome = entry.result.outcome
            let statistics = outcome.statistics
            let isKnown = outcome.verdict == .passed && outcome.announcedViolation != nil
            let verdict = isKnown ? "passed (known)" : outcome.verdict.word
            return """
                <tr><td><a href="\(PathReference.escaped(entry.page))">\(outcome.scenario.name)</a>\
                <p class="quiet">\(outcome.scenario.summary)</p>\(doubts(of: outcome))</td>\
                <td class="\(outcome.verdict.word)">\(verdict)</td>\
                <td class="number">\(NumberText.grouped(outcome.runs.count))</td>\
                <td class="number">\(NumberText.grouped(statistics.sessions))</td>\
                <td class="number">\(NumberText.grouped(statistics.facts))</td>\
                <td class="number">\(NumberText.grouped(statistics.comparisons))</td>\
                <td class="number">\(TimeText.length(statistics.virtualTime))</td></tr>

                """
        }
        return """
            <section><h2>Scenarios</h2><div class="scroll"><table><thead><tr><th>scenario</th>\
            <th>verdict</th><th class="number">seeds</th><th class="number">sessions</th>\
            <th class="number">facts</th><th class="number">comparisons</th>\
            <th class="number">virtual time</th></tr></thead><tbody>
            \(rows)</tbody></table></div></section>

            """
    }

    private func doubts(of outcome: SweepOutcome) -> [HTML] {
        guard outcome.verdict == .inconclusive else { return [] }
        return outcome.doubts.prefix(3).map { HTML(plain: $0, in: "p") }
    }

    private var footer: HTML {
        """
        <footer>Each name leads to the page of one run: what was checked, and what happened in each \
        lane over virtual time. The same scenario and seed make the same page.</footer>
        """
    }
}
