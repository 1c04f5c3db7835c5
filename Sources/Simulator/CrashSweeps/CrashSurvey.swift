import Histories
import Scenarios

/// What there is to crash in: the steps, commits, sends and disk writes of one undisturbed run.
///
/// Only the safety phase counts: what follows it is there to see whether the system recovers.
package struct CrashSurvey: Sendable {
    /// The undisturbed run.
    package let run: RunOutcome
    /// How many servers there are.
    package let instances: Int
    /// How many steps it has.
    package let steps: Int
    /// How many writes of the disk it has; 0 with a store in memory.
    package let diskWrites: Int
    /// The steps in which something was committed, in order.
    package let commits: [Int]
    /// The steps in which a server handed a frame to a socket, in order.
    package let sends: [Int]
    /// Between which numbers of steps each server was down, by instance from 1.
    private let downTimes: [[Range<Int>]]

    /// Surveys a run whose facts were recorded.
    init(_ run: RunOutcome, of scenario: Scenario) {
        self.run = run
        let facts = run.history?.facts ?? []
        let end = facts.first { $0.phase == .liveness }.map { Int($0.step) } ?? 0
        let safe = facts.prefix { $0.step < end || $0.phase != .liveness }
        instances = scenario.system.instances
        steps = end
        diskWrites = run.statistics.diskWrites
        commits = Self.steps(of: safe.filter { Self.commits.contains($0.kind) })
        sends = Self.steps(of: safe.filter { Self.sends.contains($0.kind) })
        downTimes = (1...instances).map { instance in
            Self.downTimes(safe.filter { $0.instance == instance }, end: end)
        }
    }

    /// Whether a server is down after a number of steps, so that it cannot crash.
    package func isDown(_ crash: CrashPoint.Crash) -> Bool {
        downTimes[crash.instance - 1].contains { $0.contains(crash.step) }
    }

    private static let commits: [FactKind] = [
        .eventAppended, .checkpointCommitted, .effectCreated, .effectClaimed, .effectCompleted,
        .effectReleased, .effectFailed, .leaseTaken,
    ]

    private static let sends: [FactKind] = [.tokenSent, .terminalSent, .errorSent]

    private static func steps(of facts: [Fact]) -> [Int] {
        facts.reduce(into: []) { steps, fact in
            if steps.last != Int(fact.step) { steps.append(Int(fact.step)) }
        }
    }

    private static func downTimes(_ facts: [Fact], end: Int) -> [Range<Int>] {
        var downTimes: [Range<Int>] = []
        var downSince: Int? = 0
        for fact in facts {
            switch fact.kind {
            case .serverStarted:
                downSince.map { downTimes.append($0..<Int(fact.step)) }
                downSince = nil
            case .serverCrashed, .serverStopped: downSince = Int(fact.step)
            default: break
            }
        }
        downSince.map { downTimes.append($0..<max($0, end)) }
        return downTimes
    }
}
