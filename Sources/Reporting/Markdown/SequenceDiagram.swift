import Histories

/// What became of a few requests of one session, as a sequence diagram in Mermaid's notation.
///
/// Determinism: a function of the history and the session.
struct SequenceDiagram {
    /// How many steps are shown.
    private static let mostSteps = 44

    private let requests: [String]
    private let lines: [String]
    private let omitted: Int

    /// Draws a stretch of a session.
    init(of excerpt: SessionExcerpt, in history: History) {
        requests = excerpt.requests
        var steps = SequenceSteps(requests: requests)
        for fact in history.facts where excerpt.time.contains(fact.time) {
            guard fact.session.isNone || fact.session.index == excerpt.session.number else {
                continue
            }
            steps.read(fact)
        }
        let all = steps.finish()
        lines = Array(all.prefix(Self.mostSteps))
        omitted = all.count - lines.count
    }

    /// Whether there is nothing to draw.
    var isEmpty: Bool { lines.isEmpty }

    /// What is drawn, in a sentence.
    var introduction: String {
        let names = requests.map { "`\($0)`" }.joined(separator: " and ")
        return
            "What became of \(names), with the virtual time of each step; tokens are counted, not "
            + "drawn one by one."
    }

    /// The diagram, with the end of its last line.
    var text: String {
        let head = [
            "sequenceDiagram", "    participant C as client", "    participant S as server",
            "    participant A as agent", "    participant D as store",
        ]
        let rest =
            omitted > 0 ? ["    Note over C,D: \(NumberText.count(omitted, "further step"))"] : []
        return (head + lines.map { "    \($0)" } + rest).map { $0 + "\n" }.joined()
    }
}
