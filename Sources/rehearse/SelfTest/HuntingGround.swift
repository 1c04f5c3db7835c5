import Dispatch
import Reporting
package import Scenarios
import SimulatedWorld
import Simulator
import Synchronization

/// The runs that a hunt goes through: the first seed of every scenario, then the second of every one,
/// and so on, cheap scenarios first.
///
/// Most defects show at the first seed of a scenario that has what they need, so that rounds over all
/// scenarios find them sooner than all seeds of one scenario after another.
package struct HuntingGround {
    /// One run.
    package struct Site {
        package let scenario: Scenario
        package let seed: UInt64
        /// Which seed of the scenario it is, counted from 1.
        package let round: Int
    }

    /// The runs, in order.
    package let sites: [Site]
    private let threads: Int

    package init(scenarios: [Scenario], seeds: [UInt64], threads: Int) {
        let scenarios = scenarios.enumerated()
            .sorted { ($0.element.messageCount, $0.offset) < ($1.element.messageCount, $1.offset) }
            .map(\.element)
        sites = seeds.enumerated().flatMap { index, seed in
            scenarios.map { Site(scenario: $0, seed: seed, round: index + 1) }
        }
        self.threads = max(1, threads)
    }

    /// The invariants that are violated at a site, other than the one that the scenario documents;
    /// the earliest first.
    static func violations(at site: Site, of architecture: Architecture) -> [String] {
        let run = SimulationRun(
            scenario: site.scenario,
            seed: site.seed,
            architecture: architecture
        ).run()
        let outcome = SweepOutcome(scenario: site.scenario, runs: [run])
        return FailureGroup.groups(of: outcome).map(\.invariant)
    }

    /// Looks at the first `count` sites, on all threads, until `isEnough` at one of them.
    ///
    /// Determinism: the result does not depend on the number of threads.
    ///
    /// - Returns: what was found at each site, in order, up to the first at which it is enough.
    package func search<Finding: Sendable>(
        first count: Int? = nil,
        _ look: @escaping @Sendable (Site) -> Finding,
        until isEnough: @escaping @Sendable (Finding) -> Bool
    ) -> [Finding] {
        let sites = sites.prefix(count ?? sites.count)
        let next = Mutex(0)
        let end = Mutex(sites.count)
        let findings = Mutex<[Finding?]>(Array(repeating: nil, count: sites.count))
        DispatchQueue.concurrentPerform(iterations: min(threads, sites.count)) { _ in
            while true {
                let index = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard index < end.withLock({ $0 }) else { return }
                let finding = look(sites[index])
                if isEnough(finding) { end.withLock { $0 = min($0, index + 1) } }
                findings.withLock { $0[index] = finding }
            }
        }
        return findings.withLock { $0 }.prefix(end.withLock { $0 }).compactMap(\.self)
    }
}

extension Scenario {
    /// How many messages its clients send: what a run of it costs, roughly.
    fileprivate var messageCount: Int {
        clients.reduce(0) { $0 + $1.sessions * $1.messages }
    }
}
