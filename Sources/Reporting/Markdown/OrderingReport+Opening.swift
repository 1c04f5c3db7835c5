import Histories
import Invariants
import Scenarios
import Simulator

extension OrderingReport {
    /// What was rehearsed and whether it held, in plain sentences.
    var opening: String {
        "**\(headline)** \(workload)\n\n\(scenario.summary)\n"
            + (announcement.map { "\n\($0)\n" } ?? "")
    }

    private var headline: String {
        Headline.words(for: outcome.verdict, isAnnounced: outcome.announcedViolation != nil)
    }

    /// How much was rehearsed, and what came of it, in two sentences.
    var workload: String {
        let statistics = recorded.statistics
        let sent = digest.sessions.reduce(0) { $0 + $1.requests.count }
        let answered = digest.sessions.reduce(0) { $0 + $1.answeredCount }
        let strikes = digest.faults.reduce(0) { $0 + max(1, $1.sessions.count) }
        let faults =
            strikes == 0
            ? "with nothing going wrong" : "through \(NumberText.count(strikes, "injected fault"))"
        let answers =
            answered == sent
            ? "every one of them was answered"
            : "\(NumberText.grouped(answered)) of them were answered"
        return "\(NumberText.count(statistics.sessions, "chat session")) sent "
            + "\(NumberText.count(sent, "message")) \(faults), in "
            + "\(TimeText.length(statistics.virtualTime)) of virtual time, and \(answers). "
            + orderSentence
    }

    private var orderSentence: String {
        let inOrder = digest.sessions.count { $0.isInOrder }
        let comparisons = NumberText.count(recorded.statistics.comparisons, "comparison")
        let order =
            inOrder == digest.sessions.count
            ? "In every session the answers came in the order of the questions"
            : "In \(NumberText.count(digest.sessions.count - inOrder, "session")) the answers did "
                + "not come in the order of the questions"
        let violated = recorded.results.count { $0.outcome == .violated }
        let checks =
            violated == 0
            ? "\(comparisons) found no contradiction"
            : "\(comparisons) found that \(NumberText.count(violated, "invariant")) did not hold"
        return "\(order); \(checks)."
    }

    /// That a violation was expected, if it was.
    var announcement: String? {
        guard let id = outcome.announcedViolation else { return nil }
        let seen = outcome.runs.count { run in
            run.violations.contains { $0.invariant == id }
        }
        return
            "This scenario documents a known failure: it is expected to violate `\(id)`, and did "
            + "in \(seen) of \(NumberText.count(outcome.runs.count, "run"))."
    }

    /// The violations of the recorded run, and what is doubtful; empty if there is nothing.
    var evidence: String {
        var text = ""
        for result in recorded.results {
            guard let violation = result.violations.first, let history = recorded.history else {
                continue
            }
            let chain = CausalChain(of: violation, in: history)
            text += "- `\(result.invariant.id)`: \(violation.message)\n"
            if !chain.links.isEmpty { text += "  - what led to it: \(chain.text)\n" }
            if result.violationCount > 1 {
                let more = NumberText.count(result.violationCount - 1, "further violation")
                text += "  - and \(more) of it in this run\n"
            }
        }
        if outcome.verdict != .passed {
            for doubt in outcome.doubts { text += "- in doubt: \(doubt)\n" }
        }
        return text.isEmpty ? "" : "## Evidence\n\n" + text
    }

    /// The words that the rest of the report uses.
    var terms: String {
        """
        ## How to read this

        - A message is **accepted** when its event is stored; its place in the session is its **seq**.
        - Its answer is stored as an **effect**, in the same transaction as the session's progress,
          and stays `pending` until a client has acknowledged it.
        - The **terminal frame** ends a request: `final` (the answer), `error` or `cancelled`.
        - A **claim** is the server's decision to deliver an effect now; a second claim of the same
          effect, or a delivery to a connection that opened later, is a **redelivery**.
        - A client that gets the same terminal frame twice knows it by its request and shows it once.
        - All times are **virtual time** since the start of the run: the same at every repetition.

        """
    }

    /// How to see it again.
    var reproduction: String {
        let seeds =
            outcome.runs.count == 1
            ? seedName
            : "\(NumberText.count(outcome.runs.count, "seed")), told here of \(seedName)"
        let statistics = outcome.statistics
        return """
            ## How to see it again

            ```sh
            \(invocation)
            ```

            - run: \(seeds); fingerprint of \(seedName): `\(recorded.fingerprint)`
            - in all: \(NumberText.grouped(statistics.steps)) scheduling steps, \
            \(NumberText.grouped(statistics.facts)) facts, \
            \(NumberText.grouped(statistics.comparisons)) comparisons, \
            \(TimeText.length(statistics.virtualTime)) of virtual time

            """
    }

    /// The command that makes the report's run again.
    var invocation: String {
        (["swift run -c release \(command) run \(path) --seed \(recorded.seed)"] + arguments
            + (recorded.subset == nil ? [] : ["--swarm"])).joined(separator: " ")
    }
}
