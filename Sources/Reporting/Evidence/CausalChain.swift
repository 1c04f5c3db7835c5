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
        let concerned = facts.first { !$0.request.isEmpty && requests.contains($0.request) }
        let start = (violation.first ?? concerned ?? violation.conflicting).time
        var wording = LinkWording(
            session: violation.session,
            requests: requests,
            owners: Self.owners(of: requests, in: facts)
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
        while links.count > longest {
            let central = links.filter { $0.weight == .central }.map(\.time)
            let index = links.indices.dropLast().min { left, right in
                rank(of: links[left], central) < rank(of: links[right], central)
            }
            guard let index, links[index].weight < .central else {
                remove(at: longest / 2)
                continue
            }
            remove(at: index)
        }
    }

    private func rank(of link: Link, _ central: [Int64]) -> (Int, Int64) {
        let distance = central.map { abs($0 - link.time) }.min() ?? 0
        return (link.weight.rawValue, -distance)
    }

    private mutating func remove(at index: Int) {
        links[index + 1].omittedBefore += links[index].omittedBefore + 1
        links.remove(at: index)
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
