import Histories
import Invariants
import Simulator

extension RunPage {
    private static let listedFaults = 60
    private static let listedRedeliveries = 60
    private static let listedSessions = 500

    /// Each invariant, how much it compared, and what it says.
    var checks: HTML {
        let rows = results.map { result -> HTML in
            let (words, style) = Self.answer(of: result)
            return """
                <tr><td><code>\(result.invariant.id)</code></td>\
                <td class="number">\(NumberText.grouped(result.comparisons))</td>\
                <td class="\(style)">\(words)</td><td class="quiet">\(result.invariant.statement)</td></tr>

                """
        }
        return section(
            "What was checked",
            id: "checks",
            head: [
                ("invariant", false), ("comparisons", true), ("verdict", false),
                ("what must hold", false),
            ],
            rows: rows
        )
    }

    private static func answer(of result: InvariantResult) -> (words: String, style: String) {
        switch result.outcome {
        case .violated: ("violated", "violated")
        case .inconclusive(let reason): ("inconclusive: \(reason)", "inconclusive")
        case .notApplicable: ("not applicable", "quiet")
        case .passed: result.comparisons > 0 ? ("held", "held") : ("nothing to compare", "quiet")
        }
    }

    /// What was injected, when, and into what.
    var faults: HTML {
        guard !digest.faults.isEmpty else { return .empty }
        let rows = digest.faults.prefix(Self.listedFaults).map { fault -> HTML in
            """
            <tr><td class="number">\(TimeText.seconds(fault.time))</td><td>\(fault.name)</td>\
            <td>\(Self.target(of: fault))</td></tr>

            """
        }
        return section(
            "What was injected",
            id: "faults",
            head: [("time", true), ("fault", false), ("struck", false)],
            rows: rows,
            rest: digest.faults.count - rows.count
        )
    }

    private static func target(of fault: InjectedFault) -> HTML {
        guard !fault.sessions.isEmpty else {
            return fault.instance > 0 ? "server \(fault.instance)" : "–"
        }
        let links = fault.sessions.prefix(12).map { number -> HTML in
            """
             <button type="button" class="session-link" data-session="\(number)">\(number)</button>
            """
        }
        let rest = fault.sessions.count - links.count
        return "session\(links)\(rest > 0 ? " and \(rest) more" : "")"
    }

    /// What was delivered late or again, and why.
    var redeliveries: HTML {
        let all = digest.redeliveries
        guard !all.isEmpty else { return .empty }
        let rows = all.prefix(Self.listedRedeliveries).map { session, redelivery -> HTML in
            let delay = redelivery.delay.map { TimeText.milliseconds($0) + " ms" } ?? "–"
            return """
                <tr><td class="number">\(TimeText.seconds(redelivery.claimed))</td>\
                <td>\(link(to: session))</td><td><code>\(redelivery.request)</code></td>\
                <td>\(redelivery.reason.words)</td><td class="number">\(delay)</td></tr>

                """
        }
        return section(
            "What was redelivered",
            id: "redeliveries",
            head: [
                ("claimed", true), ("session", false), ("request", false), ("why", false),
                ("after it was possible", true),
            ],
            rows: rows,
            rest: all.count - rows.count
        )
    }

    /// Each session in a line; its name opens its lanes.
    var sessions: HTML {
        guard !digest.sessions.isEmpty else { return .empty }
        let isWhole = digest.sessions.count <= Self.listedSessions
        let listed =
            isWhole
            ? digest.sessions
            : digest.tellingSessions(limit: Self.listedSessions).sorted { $0.number < $1.number }
        let rows = listed.map { session -> HTML in
            let numbers = [
                session.acceptedCount, session.answeredCount, session.retryCount,
                session.disconnectCount, session.redeliveries.count,
            ].map { "<td class=\"number\">\($0 == 0 ? "" : NumberText.grouped($0))</td>" as HTML }
            let median = session.latencies.percentile(50).map(TimeText.milliseconds) ?? "–"
            return """
                <tr><td class="number">\(session.number)</td><td>\(link(to: session))</td>\(numbers)\
                <td>\(session.isInOrder ? "in order" : "not in order")</td>\
                <td class="number">\(median)</td></tr>

                """
        }
        return section(
            "Sessions",
            id: "sessions",
            head: [
                ("#", true), ("session", false), ("accepted", true), ("answered", true),
                ("retries", true), ("disconnects", true), ("redelivered", true),
                ("answers", false), ("median ms", true),
            ],
            rows: rows,
            rest: digest.sessions.count - rows.count
        )
    }

    private func link(to session: SessionDigest) -> HTML {
        """
        <button type="button" class="session-link" data-session="\(session.number)">\
        \(session.key)</button>
        """
    }

    private func section(
        _ title: String,
        id: String,
        head: [(name: String, isNumber: Bool)],
        rows: [HTML],
        rest: Int = 0
    ) -> HTML {
        let titles = head.map { name, isNumber -> HTML in
            "<th scope=\"col\"\(isNumber ? " class=\"number\"" as HTML : .empty)>\(name)</th>"
        }
        let more = rest > 0 ? HTML(plain: "and \(NumberText.grouped(rest)) more", in: "p") : .empty
        return """
            <section id="\(id)" aria-labelledby="\(id)-title"><h2 id="\(id)-title">\(title)</h2>
            <div class="scroll"><table><thead><tr>\(titles)</tr></thead><tbody>
            \(rows)</tbody></table></div>\(more)</section>
            """
    }
}
