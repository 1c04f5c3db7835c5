import Histories
import Invariants
import Simulator

extension RunPage {
    /// What was rehearsed, whether it held, and how much was looked at.
    var header: HTML {
        """
        <header>
        <p class="kicker">Rehearsal\(seed)</p>
        <h1>\(title) <span class="verdict \(verdict.word)">\(verdict.word)</span></h1>
        <p class="lead"><strong>\(headline)</strong> \(workload)</p>
        <p>\(summary)</p>
        \(announcement.map { HTML(plain: $0, in: "p") } ?? .empty)
        \(doubtList)
        <dl class="figures">\(figures)</dl>
        </header>
        """
    }

    private var seed: String {
        (history.header.seed.map { " · seed \($0)" } ?? "")
            + (history.header.fingerprint.isEmpty
                ? "" : " · fingerprint \(history.header.fingerprint)")
    }

    private var doubtList: HTML {
        guard verdict == .inconclusive, !doubts.isEmpty else { return .empty }
        let items = doubts.prefix(12).map { HTML(plain: $0, in: "li") }
        return "<ul class=\"doubts\">\(items)</ul>"
    }

    private var figures: [HTML] {
        let requests = digest.sessions.reduce(0) { $0 + $1.requests.count }
        let strikes = digest.faults.reduce(0) { $0 + max(1, $1.sessions.count) }
        let comparisons = results.reduce(0) { $0 + $1.comparisons }
        let numbers: [(String, String)] = [
            ("sessions", NumberText.grouped(digest.sessions.count)),
            ("messages", NumberText.grouped(requests)),
            ("faults", NumberText.grouped(strikes)),
            ("redelivered", NumberText.grouped(digest.redeliveries.count)),
            ("facts", NumberText.grouped(history.facts.count)),
            ("comparisons", NumberText.grouped(comparisons)),
            ("of virtual time", TimeText.length(digest.end)),
        ]
        return numbers.map { name, number in "<div><dt>\(name)</dt><dd>\(number)</dd></div>" }
    }

    /// The violations, each with what contradicts what, and what led to it.
    var evidence: HTML {
        let violated = results.filter { !$0.violations.isEmpty }
        guard !violated.isEmpty else { return .empty }
        let articles = violated.enumerated().compactMap { index, result in
            article(on: result, isOpen: index == 0)
        }
        return "<section id=\"violations\" aria-label=\"Violations\">\(articles)</section>"
    }

    private func article(on result: InvariantResult, isOpen: Bool) -> HTML? {
        guard let violation = result.violations.first else { return nil }
        let chain = CausalChain(of: violation, in: history)
        let more =
            result.violationCount > 1
            ? " And \(NumberText.count(result.violationCount - 1, "further violation")) of it."
            : ""
        return """
            <details class="violation" data-invariant="\(result.invariant.id)"\
            \(isOpen ? " open" as HTML : .empty)>
            <summary><h3>\(result.invariant.id) does not hold</h3></summary>
            <p class="said">\(violation.message).\(more)</p>
            <div class="evidence">\(facts(of: violation))</div>
            \(links(of: chain))
            <p class="quiet rule">What must hold: \(result.invariant.statement)</p>
            </details>

            """
    }

    private func facts(of violation: Violation) -> [HTML] {
        [("first", violation.first), ("contradicted by", violation.conflicting)]
            .compactMap { title, fact in
                guard let fact, let position = position(of: fact) else { return nil }
                let line = FactWording.words(for: fact, sessions: history.sessions)
                return """
                    <div><h4>\(title)</h4><button type="button" class="fact-link" \
                    data-fact="\(position)"><span class="when">\(TimeText.seconds(fact.time))</span>\
                    <span>\(line)</span></button></div>
                    """
            }
    }

    private func links(of chain: CausalChain) -> HTML {
        guard !chain.links.isEmpty else { return .empty }
        let items = chain.links.map { link -> HTML in
            let gap =
                link.omittedBefore > 0
                ? HTML(plain: "… \(link.omittedBefore) more …", in: "li") : .empty
            return """
                \(gap)<li><span>\(link.words) <time>\(TimeText.seconds(link.time))</time></span></li>
                """
        }
        return "<h4>What led to it</h4><ol class=\"chain\">\(items)</ol>"
    }

    private func position(of fact: Fact) -> Int? { history.facts.firstIndex { $0 == fact } }

    /// How to see it again.
    var footer: HTML {
        let again = command.map { "<h2>See it again</h2><pre>\($0)</pre>" as HTML } ?? .empty
        return """
            \(again)
            <footer>All times are virtual: the same at every repetition. Made by Rehearsal from \
            \(NumberText.count(history.facts.count, "fact")) observed at the sockets, the store and \
            the agent.</footer>
            """
    }
}

extension HTML {
    /// A text in an element.
    init(plain text: String, in element: StaticString) {
        let name = "\(element)"
        self.init(trusted: "<\(name)>\(HTML.escaped(text))</\(name)>")
    }
}
