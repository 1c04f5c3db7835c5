package import SimulationKernel

/// The sessions that a fault strikes, ready to be drawn at each firing.
package enum SessionChoice: Equatable, Sendable {
    /// Every session.
    case all
    /// That share of the candidates.
    case share(Share)
    /// That many of the candidates, or all if there are fewer.
    case count(Int)
    /// Those of these numbers, ascending.
    case list([Int])
    /// Those of a group.
    case numbers(Range<Int>)
    /// The session of the fact that set the fault off.
    case triggering

    init(_ selector: SessionSelector, in scenario: Scenario) {
        switch selector {
        case .all: self = .all
        case .share(let share): self = .share(share)
        case .count(let count): self = .count(count)
        case .list(let numbers): self = .list(numbers.sorted())
        case .triggering: self = .triggering
        case .group(let name):
            guard let group = scenario.clients.firstIndex(where: { $0.name == name }) else {
                preconditionFailure("A scenario is planned only when its groups exist: \(name).")
            }
            self = .numbers(scenario.sessionNumbers[group])
        }
    }

    /// Chooses among the sessions that could be struck.
    ///
    /// A share of k candidates chooses the whole part of share × k for certain and one more with
    /// the probability of the rest, so that it is exact on average even for a single session.
    ///
    /// - Parameters:
    ///   - candidates: the numbers of the sessions, each once.
    ///   - session: the session of the fact that set the fault off, if it has one.
    ///   - stream: the stream of this firing.
    /// - Returns: the chosen numbers, ascending.
    package func choose(
        among candidates: [Int],
        triggeredBy session: Int? = nil,
        using stream: inout RandomStream
    ) -> [Int] {
        switch self {
        case .all:
            return candidates.sorted()
        case .list(let numbers):
            return candidates.filter(numbers.contains).sorted()
        case .numbers(let numbers):
            return candidates.filter(numbers.contains).sorted()
        case .triggering:
            return candidates.filter { $0 == session }
        case .count(let count):
            return Self.sample(count, of: candidates, using: &stream)
        case .share(let share):
            let exact = share.billionths * candidates.count
            let rest = Share(billionths: exact % 1_000_000_000)
            let extra = rest.occurs(using: &stream) ? 1 : 0
            return Self.sample(exact / 1_000_000_000 + extra, of: candidates, using: &stream)
        }
    }

    /// The first places of a Fisher–Yates shuffle of the candidates in ascending order.
    private static func sample(
        _ count: Int,
        of candidates: [Int],
        using stream: inout RandomStream
    ) -> [Int] {
        var pool = candidates.sorted()
        let count = min(count, pool.count)
        for place in 0..<count {
            let last = Int64(pool.count - 1)
            pool.swapAt(place, Int(stream.uniform(in: Int64(place)...last)))
        }
        return pool[..<count].sorted()
    }
}
