package import Histories

/// Compares what sessions saw among others with what they see alone: `isolation.non-interference`.
///
/// A difference is a violation whose evidence are facts of the run with all sessions.
package struct TranscriptComparison {
    /// What is known of a session's circumstances.
    package struct Circumstances {
        /// Whether faults struck the session, a server or the store, so that it depends on timing how
        /// far its client came before the end.
        package var isDisturbed: Bool
        /// Whether the model may fail, which it no longer does once everything is healed.
        package var mayFail: Bool

        /// Describes the circumstances of a session.
        package init(isDisturbed: Bool, mayFail: Bool) {
            self.isDisturbed = isDisturbed
            self.mayFail = mayFail
        }
    }

    /// A message that was sent this shortly before everything was healed, in nanoseconds, may as well
    /// not have been sent.
    private static let brink: Int64 = 10_000_000_000

    private let history: History
    private let others: String
    private let end: Int64
    private var findings: Findings

    /// Begins to compare sessions of a run with all of them.
    package init(_ history: History) {
        self.history = history
        let count = history.sessions.count - 1
        others = count == 1 ? "the other session" : "the \(count) other sessions"
        end = Self.end(of: history)
        let context = CheckContext(header: history.header, sessions: history.sessions)
        findings = Findings(of: IsolationNonInterference.invariant, in: context)
    }

    /// Compares a session of that run with one in which it was alone.
    package mutating func compare(
        _ session: SessionNumber,
        alone solitary: History,
        _ circumstances: Circumstances
    ) {
        let among = Transcript(of: session, in: history)
        let alone = Transcript(of: session, in: solitary)
        let ends = (among: end, alone: Self.end(of: solitary))
        let known = among.requests + alone.requests.filter { among.entries[$0] == nil }
        for request in known {
            switch (among.entries[request], alone.entries[request]) {
            case (let one?, let other?):
                if circumstances.mayFail, one.isLate != other.isLate { continue }
                compareAnswers(of: request, one, other)
                compareTokens(
                    of: request,
                    among.tokens(of: request),
                    alone.tokens(of: request),
                    one
                )
            case (let one?, nil):
                guard let fact = one.sent else {
                    stray(request, one, session)
                    continue
                }
                if !circumstances.isDisturbed, fact.time < ends.among - Self.brink {
                    findings.violated(
                        "request \(request) was sent \(Phrase.at(fact)); without \(others) it is "
                            + "never sent",
                        conflicting: fact
                    )
                }
            case (nil, let other?):
                guard let fact = other.sent, !circumstances.isDisturbed,
                    fact.time < ends.alone - Self.brink
                else { continue }
                return missing(request, fact, session)
            case (nil, nil): break
            }
        }
    }

    /// The answer for the run: what was compared, and what differs.
    package var result: InvariantResult {
        let outcome: InvariantResult.Outcome =
            if findings.violationCount > 0 {
                .violated
            } else if findings.comparisons > 0 {
                .passed
            } else {
                .inconclusive("nothing that it compares happened")
            }
        return result(outcome)
    }

    /// The answer where a run alone proves nothing.
    package func inconclusive(_ reason: String) -> InvariantResult {
        findings.violationCount > 0 ? result : result(.inconclusive(reason))
    }

    /// The answer where nothing can be compared.
    package static let notApplicable = InvariantResult(
        invariant: IsolationNonInterference.invariant,
        outcome: .notApplicable,
        comparisons: 0,
        violations: [],
        violationCount: 0
    )

    private func result(_ outcome: InvariantResult.Outcome) -> InvariantResult {
        InvariantResult(
            invariant: IsolationNonInterference.invariant,
            outcome: outcome,
            comparisons: findings.comparisons,
            violations: findings.violations,
            violationCount: findings.violationCount
        )
    }

    private mutating func compareAnswers(
        of request: String,
        _ one: Transcript.Entry,
        _ other: Transcript.Entry
    ) {
        guard one.answers != other.answers, let fact = one.answered ?? one.sent else {
            return findings.compared()
        }
        findings.violated(
            "request \(request) ended \(Self.words(one.answers)); without \(others) it ends "
                + Self.words(other.answers),
            first: one.sent,
            conflicting: fact
        )
    }

    private mutating func compareTokens(
        of request: String,
        _ one: [String]?,
        _ other: [String]?,
        _ entry: Transcript.Entry
    ) {
        guard let one, let other, let fact = entry.answered else { return }
        if one == other { return findings.compared() }
        let place = zip(one, other).prefix { $0 == $1 }.count
        findings.violated(
            "token \(place + 1) of request \(request) was \(Self.token(place, of: one)); without "
                + "\(others) it is \(Self.token(place, of: other))",
            first: entry.sent,
            conflicting: fact
        )
    }

    private mutating func stray(
        _ request: String,
        _ entry: Transcript.Entry,
        _ session: SessionNumber
    ) {
        guard let fact = entry.answered else { return }
        findings.violated(
            "its client got the answer to request \(request), which it never sent, "
                + "\(Phrase.at(fact)); without \(others) it gets none",
            conflicting: fact,
            session: session
        )
    }

    private mutating func missing(_ request: String, _ fact: Fact, _ session: SessionNumber) {
        guard let last = history.facts.last(where: { $0.session == session }) else { return }
        findings.violated(
            "request \(request) was never sent; without \(others) it is sent \(Phrase.at(fact))",
            conflicting: last,
            session: session
        )
    }

    private static func words(_ answers: [Transcript.Answer]) -> String {
        answers.isEmpty
            ? "without an answer"
            : "with "
                + answers.map { "\($0.kind.rawValue) \(Phrase.quote($0.text))" }
                .joined(separator: " and ")
    }

    private static func token(_ place: Int, of tokens: [String]) -> String {
        place < tokens.count ? Phrase.quote(tokens[place]) : "missing"
    }

    /// When everything was healed, in nanoseconds.
    private static func end(of history: History) -> Int64 {
        history.facts.first { $0.kind == .phaseChanged && $0.phase == .liveness }?.time ?? .max
    }
}
