package import Histories
package import Invariants

/// What led to a violation: the faults and the key facts before it, in one line.
///
/// It is told from the facts of the session and of its servers alone: what is near in time and
/// concerns the same requests, not a proof of causes.
///
/// Determinism: a function of the history and the violation.
package struct CausalChain: Equatable, Sendable {
    /// How many links are told at most.
    private static let longest = 9
    /// How many of the latest surroundings are kept before anything that concerns the requests is.
    private static let protected = 2
    /// How long before the requests' first fact a fault still counts.
    private static let memory: Int64 = 5_000_000_000

    /// One thing that happened.
    package struct Link: Equatable, Sendable {
        /// What happened, in a few words.
        package let words: String
        /// When, in nanoseconds of virtual time.
        package let time: Int64
        /// Whether it concerns one of the requests in question, and not only their surroundings.
        let isCentral: Bool
        /// How many links were left out before it.
        package fileprivate(set) var omittedBefore = 0
    }

    /// The links, in order of time.
    package private(set) var links: [Link] = []

    /// Finds what led to a violation.
    package init(of violation: Violation, in history: History) {
        let facts = Self.facts(before: violation, in: history)
        let requests = Self.requests(of: violation)
        let concerned = facts.first { !$0.request.isEmpty && requests.contains($0.request) }
        let start = (violation.first ?? concerned ?? violation.conflicting).time
        var wording = LinkWording(
            session: violation.session,
            requests: requests,
            owners: Self.owners(of: requests, in: facts)
        )
        for fact in facts {
            guard let words = wording.words(for: fact) else { continue }
            let isCentral = !fact.request.isEmpty
            if !isCentral, fact.time < start - Self.memory { continue }
            if links.last?.words == words, links.last?.time == fact.time { continue }
            links.append(Link(words: words, time: fact.time, isCentral: isCentral))
        }
        shorten()
    }

    /// The chain in one line: `disconnect @4.190s → reconnect @4.201s`.
    package var text: String {
        links.map { link in
            let gap = link.omittedBefore > 0 ? "… \(link.omittedBefore) more … → " : ""
            return gap + "\(link.words) @\(TimeText.seconds(link.time))"
        }.joined(separator: " → ")
    }

    /// Leaves out what is least telling: first the surroundings but the latest, the oldest first, then
    /// what lies in the middle; the last link always stays.
    private mutating func shorten() {
        var surplus = links.count - Self.longest
        while surplus > 0 {
            let surroundings = links.indices.dropLast().filter { !links[$0].isCentral }
            let index = surroundings.dropLast(Self.protected).first ?? Self.longest / 2
            links[index + 1].omittedBefore += links[index].omittedBefore + 1
            links.remove(at: index)
            surplus -= 1
        }
    }

    /// The facts up to the violation; those of one instant after it are not among them.
    private static func facts(
        before violation: Violation,
        in history: History
    ) -> ArraySlice<Fact> {
        let end = history.facts.firstIndex { $0.step > violation.conflicting.step }
        let upTo = history.facts[..<(end ?? history.facts.endIndex)]
        let last = upTo.lastIndex(of: violation.conflicting)
        return last.map { upTo[...$0] } ?? upTo
    }

    /// The sessions that the requests were accepted in.
    private static func owners(
        of requests: [String],
        in facts: ArraySlice<Fact>
    ) -> [SessionNumber] {
        facts.filter { $0.kind == .eventAppended && requests.contains($0.request) }
            .map(\.session)
    }

    private static func requests(of violation: Violation) -> [String] {
        [violation.first?.request, violation.conflicting.request].compactMap(\.self)
            .filter { !$0.isEmpty }
    }
}
