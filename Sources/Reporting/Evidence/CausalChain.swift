package import Histories
package import Invariants

/// What led to a violation: the faults and the key facts before it, in one line.
///
/// It is told from the facts of the session and of its servers alone: what is near in time and
/// concerns the same requests, not a proof of causes.
///
/// Determinism: a function of the history and the violation.
package struct CausalChain: Equatable, Sendable {
    /// How many links are told; what lies in the middle of more is left out.
    private static let longest = 9
    /// How long before the requests' first fact a fault still counts.
    private static let memory: Int64 = 5_000_000_000

    /// One thing that happened.
    package struct Link: Equatable, Sendable {
        /// What happened, in a few words.
        package let words: String
        /// When, in nanoseconds of virtual time.
        package let time: Int64
    }

    /// The links, in order of time.
    package private(set) var links: [Link] = []
    /// How many links were left out after the first ones.
    package private(set) var omitted = 0

    /// Finds what led to a violation.
    package init(of violation: Violation, in history: History) {
        let facts = Self.facts(before: violation, in: history)
        let requests = Self.requests(of: violation)
        let concerned = facts.first { !$0.request.isEmpty && requests.contains($0.request) }
        let start = (violation.first ?? concerned ?? violation.conflicting).time
        var wording = LinkWording(session: violation.session, requests: requests)
        for fact in facts {
            guard let words = wording.words(for: fact) else { continue }
            let isContext = fact.request.isEmpty
            if isContext, fact.time < start - Self.memory { continue }
            if links.last?.words == words, links.last?.time == fact.time { continue }
            links.append(Link(words: words, time: fact.time))
        }
        shorten()
    }

    /// The chain in one line: `disconnect @4.190s → reconnect @4.201s`.
    package var text: String {
        var parts = links.map { "\($0.words) @\(TimeText.seconds($0.time))" }
        if omitted > 0 { parts.insert("… \(omitted) more …", at: Self.kept) }
        return parts.joined(separator: " → ")
    }

    /// How many of the first links are kept.
    private static let kept = 3

    private mutating func shorten() {
        guard links.count > Self.longest else { return }
        omitted = links.count - Self.longest
        links.removeSubrange(Self.kept..<(Self.kept + omitted))
    }

    /// The facts up to the violation; those of one instant after it are not among them.
    private static func facts(
        before violation: Violation, in history: History
    ) -> ArraySlice<Fact> {
        let end = history.facts.firstIndex { $0.step > violation.conflicting.step }
        let upTo = history.facts[..<(end ?? history.facts.endIndex)]
        let last = upTo.lastIndex(of: violation.conflicting)
        return last.map { upTo[...$0] } ?? upTo
    }

    private static func requests(of violation: Violation) -> [String] {
        [violation.first?.request, violation.conflicting.request].compactMap(\.self)
            .filter { !$0.isEmpty }
    }
}
