import Histories

/// Compares how soon a server repeats what the store has refused: a store that is short of breath gets
/// none back while it is asked again and again.
///
/// `retry-delay` lies between two calls. What is given up may begin anew, as a lease that is asked for
/// by the queue and then by the runner; so a few refusals within one delay say nothing yet. A server
/// elsewhere may wait for less.
struct Repetitions {
    /// How many refusals of one operation within one delay are too many.
    private static let limit = 5
    /// The operations that a server repeats by itself, each for one session at a time.
    private static let repeated: Set<String> = [
        "commit", "take-lease", "release-executing", "complete", "release", "fail",
    ]

    private struct Work: Hashable {
        let session: SessionNumber
        let instance: Int
        let operation: String
    }

    private let delay: Int64
    private let isKnown: Bool
    private var refusals: [Work: [Fact]] = [:]

    init(header: HistoryHeader) {
        delay = header.settings.retryDelay
        isKnown = header.isSimulated
    }

    /// Takes a `store-refused`.
    mutating func refuse(_ fact: Fact, _ findings: inout Findings) {
        guard isKnown, !fact.session.isNone, let operation = fact.operation,
            Self.repeated.contains(operation)
        else { return }
        let work = Work(session: fact.session, instance: fact.instance, operation: operation)
        var recent = refusals.removeValue(forKey: work) ?? []
        recent.removeAll { fact.time &- $0.time >= delay || $0.incarnation != fact.incarnation }
        recent.append(fact)
        guard recent.count == Self.limit else {
            refusals[work] = recent
            return findings.compared()
        }
        findings.violated(
            "\(Phrase.incarnation(fact)) repeated \(operation) at once as the store refused it, "
                + "\(Self.limit) times from \(Phrase.seconds(recent[0].time)) to "
                + "\(Phrase.seconds(fact.time)); \(Phrase.seconds(delay)) lie between two calls",
            first: recent[0],
            conflicting: fact
        )
    }
}
