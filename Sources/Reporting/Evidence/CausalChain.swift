package import Histories
package import Invariants

/// What led to a violation: the faults and the key facts before it, in one line.
///
/// It is told from the facts of the session and of its servers alone: what is near in time and
/// concerns the same requests, not a proof of causes.
///
/// Determinism: a function of the history and the violation.
package struct CausalChain: Equatable, Sendable {
    /// How many links are told at most, in a line.
    private static let shortest = 9
    /// How long before the requests' first fact a fault still counts.
    private static let memory: Int64 = 5_000_000_000

    /// One thing that happened.
    package struct Link: Equatable, Sendable {
        /// What happened, in a few words.
        package let words: String
        /// When, in nanoseconds of virtual time.
        package let time: Int64
        /// How telling it is.
        let weight: LinkWeight
        /// How many links were left out before it.
        package fileprivate(set) var omittedBefore = 0
    }

    /// The links, in order of time.
    package private(set) var links: [Link] = []

    /// Finds what led to a violation, in so many links at most.
    package init(of violation: Violation, in history: History, longest: Int? = nil) {
        let facts = Self.facts(before: violation, in: history)
        let requests = Self.requests(of: violation)
        let owners = Self.owners(of: requests, in: facts, seenFrom: violation.session)
        let concerned = facts.first {
            requests.contains($0.request)
                && ($0.session == violation.session || owners.contains($0.session))
        }
        let start = (violation.first ?? concerned ?? violation.conflicting).time
        var wording = LinkWording(
            session: violation.session,
            requests: requests,
            owners: owners
        )
        for fact in facts {
            guard let (words, weight) = wording.words(for: fact) else { continue }
            if weight < .central, fact.time < start - Self.memory { continue }
            if links.last?.words == words, links.last?.time == fact.time { continue }
            links.append(Link(words: words, time: fact.time, weight: weight))
        }
        shorten(to: longest ?? Self.shortest)
    }

    /// The chain in one line: `disconnect @4.190s → reconnect @4.201s`.
    package var text: String {
        links.map { link in
            let gap = link.omittedBefore > 0 ? "… \(link.omittedBefore) more … → " : ""
            return gap + "\(link.words) @\(TimeText.seconds(link.time))"
        }.joined(separator: " → ")
    }

    /// Leaves out what is least telling.
    ///
    /// Of that, first what is farthest in time from the requests' own steps; of these steps, those in
    /// the middle. The last link always stays.
    private mutating func shorten(to longest: Int) {
        let central = links.filter { $0.weight == .central }.map(\.time)
        let dispensable = links.indices.dropLast().filter { links[$0].weight < .central }
            .map { (index: $0, rank: Self.rank(of: links[$0], central)) }
            .sorted { ($0.rank.0, $0.rank.1, $0.index) < ($1.rank.0, $1.rank.1, $1.index) }
        remove(dispensable.prefix(max(0, links.count - longest)).map(\.index))
        let excess = max(0, links.count - longest)
        remove(Array(longest / 2..<longest / 2 + excess))
    }

    private static func rank(of link: Link, _ central: [Int64]) -> (Int, Int64) {
        let distance = central.map { abs($0 - link.time) }.min() ?? 0
        return (link.weight.rawValue, -distance)
    }

    /// Leaves out links, of which the last is none.
    private mutating func remove(_ indices: [Int]) {
        let removed = Set(indices)
        var kept: [Link] = []
        var omitted = 0
        for (index, link) in links.enumerated() {
            guard !removed.contains(index) else {
                omitted += link.omittedBefore + 1
                continue
            }
            kept.append(link)
            kept[kept.count - 1].omittedBefore += omitted
            omitted = 0
        }
        links = kept
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

    /// The sessions that the requests were accepted in: that of the violation alone if it is one of
    /// them, since others may have requests of the same ids.
    private static func owners(
        of requests: [String],
        in facts: ArraySlice<Fact>,
        seenFrom session: SessionNumber
    ) -> [SessionNumber] {
        let owners = facts.filter { $0.kind == .eventAppended && requests.contains($0.request) }
            .map(\.session)
        return owners.contains(session) ? [session] : owners
    }

    private static func requests(of violation: Violation) -> [String] {
        [violation.first?.request, violation.conflicting.request].compactMap(\.self)
            .filter { !$0.isEmpty }
    }
}
