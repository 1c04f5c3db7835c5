import Histories
import Scenarios
import SimulationKernel

/// The world's side of the mock language model: scripts of replies, forced failures, and the
/// attempts that stall.
///
/// It counts attempts by itself, over all incarnations, so that an attempt is known by what happened
/// and not by what the server says.
package final class SimulatedLanguageModel {
    let observer: Observer
    private let plan: Plan
    private var attempts: [AttemptCounts] = []
    private var forced: [SessionNumber: [ForcedFailure]] = [:]
    // Unchecked: asked for every token, on the simulation's one thread.
    @exclusivity(unchecked) private var slowness: [SessionNumber: TimedSettings<Factor>] = [:]
    private var stalls: [Int: Waiter<Void>] = [:]
    private var nextStall = 0
    private var isHealed = false

    init(observer: Observer, plan: Plan) {
        self.observer = observer
        self.plan = plan
    }

    /// How the next attempt at an event goes, with its number.
    func script(session: SessionNumber, sequence: Int) -> (attempt: Int, ReplyScript) {
        let attempt = countAttempt(session: session, sequence: sequence)
        var script = plan.reply(session: session.index, sequence: sequence, attempt: attempt)
        if let style = takeForcedFailure(of: session) { script.fail(style) }
        if isHealed { script.heal() }
        return (attempt, script)
    }

    /// Makes attempts of a session fail.
    func force(
        _ style: LanguageModelErrorFault.Style,
        on session: SessionNumber,
        extent: Extent
    ) {
        let failure: ForcedFailure =
            switch extent {
            case .count(let count): .init(style: style, remaining: count, end: .distantFuture)
            case .time(let time):
                .init(style: style, remaining: .max, end: observer.simulation.now + time)
            }
        forced[session, default: []].append(failure)
    }

    /// Multiplies the delays of a session's attempts that begin within a time; where several
    /// factors are in force, the largest counts.
    func slow(_ session: SessionNumber, by factor: Factor, for time: Duration) {
        let now = observer.simulation.now
        slowness[session, default: TimedSettings()].add(factor, from: now, until: now + time)
    }

    /// How long a delay of a session's attempt takes that begins now.
    func delay(_ nanoseconds: Int64, of session: SessionNumber) -> Int64 {
        // Asked for every token, mostly of a model that nothing slows.
        if slowness.isEmpty { return nanoseconds }
        guard let factor = slowness[session]?.inForce(at: observer.simulation.now).max() else {
            slowness[session] = nil
            return nanoseconds
        }
        return factor.times(nanoseconds: nanoseconds)
    }

    /// From now on new attempts succeed in their time, and those that stall fail.
    func heal() {
        isHealed = true
        forced = [:]
        slowness = [:]
        for id in stalls.keys.sorted() { stalls[id]?.resume(throwing: ReplyError.stallEnded) }
        stalls = [:]
    }

    /// Takes note of an attempt that stalls.
    func stall(_ waiter: Waiter<Void>) {
        if isHealed {
            waiter.resume(throwing: ReplyError.stallEnded)
            return
        }
        nextStall += 1
        stalls[nextStall] = waiter
        // Those whose attempt was given up need not be kept.
        if stalls.count.isMultiple(of: 1_000) { stalls = stalls.filter { $0.value.isPending } }
    }

    private func countAttempt(session: SessionNumber, sequence: Int) -> Int {
        while attempts.count <= session.index { attempts.append(AttemptCounts()) }
        return attempts[session.index].count(sequence)
    }

    private func takeForcedFailure(
        of session: SessionNumber
    ) -> LanguageModelErrorFault.Style? {
        guard var failures = forced[session] else { return nil }
        failures.removeAll { $0.remaining == 0 || $0.end <= observer.simulation.now }
        defer { forced[session] = failures.isEmpty ? nil : failures }
        guard !failures.isEmpty else { return nil }
        failures[0].remaining -= 1
        return failures[0].style
    }
}

/// How often a session's agent was asked for each of its last events.
///
/// A server asks for them in order. One so broken that it asks for an event of long ago gets a first
/// attempt again.
private struct AttemptCounts {
    /// How many events are counted, at least.
    private static let limit = 1_000

    /// The seq of the first event that is counted.
    private var first = 0
    private var counts: [Int] = []

    /// Counts one more attempt; returns how many there were.
    mutating func count(_ sequence: Int) -> Int {
        guard sequence >= first else { return 1 }
        while counts.count <= sequence - first { counts.append(0) }
        counts[sequence - first] += 1
        defer { forgetOldest() }
        return counts[sequence - first]
    }

    private mutating func forgetOldest() {
        guard counts.count > 2 * Self.limit else { return }
        counts.removeFirst(Self.limit)
        first += Self.limit
    }
}

/// Failures that a fault has ordered for a session.
private struct ForcedFailure {
    let style: LanguageModelErrorFault.Style
    var remaining: Int
    let end: VirtualInstant
}

/// Why a simulated reply ends without a result.
enum ReplyError: Error, Hashable, CustomStringConvertible {
    case refused
    case brokeOff
    case stallEnded
    case empty

    var description: String {
        switch self {
        case .refused: "the model refused the request"
        case .brokeOff: "the model's stream broke off"
        case .stallEnded: "the model's stream was reset"
        case .empty: "the model's reply has no token"
        }
    }
}
