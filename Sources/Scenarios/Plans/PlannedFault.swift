package import Histories
package import SimulationKernel

/// A fault of a plan: what happens, exactly when, and to whom.
///
/// Determinism: all draws come from children of the stream `faults/INDEX`: the moment from one, the
/// sessions of each firing from another.
package struct PlannedFault: Sendable {
    /// The rule's place in the scenario, from 0.
    package let index: Int
    /// What happens.
    package let fault: Fault
    /// Exactly when.
    package let trigger: PlannedTrigger
    /// Which sessions it strikes; `nil` for a kind that strikes no sessions.
    package let sessions: SessionChoice?
    private let stream: RandomStream

    init(index: Int, scenario: Scenario, seed: UInt64) {
        let rule = scenario.faults[index]
        self.index = index
        fault = rule.fault
        stream = RandomStream(seed: seed, name: "faults/\(index)")
        trigger = PlannedTrigger(
            rule.trigger,
            until: scenario.limits.duration,
            stream: stream.child("trigger")
        )
        sessions = rule.fault.sessions.map { SessionChoice($0, in: scenario) }
    }

    /// The stream for the draws of one firing, counted from 1: its sessions, then whatever the
    /// fault itself draws.
    package func stream(firing: Int) -> RandomStream {
        stream.child("firing").child(firing)
    }
}

/// When a planned fault happens.
package enum PlannedTrigger: Sendable {
    /// Once, at that instant from the start of the run.
    case at(Duration)
    /// At each of these instants.
    case every(PlannedInstants)
    /// Right after the nth fact that the condition describes; its `nth` is a single number.
    case after(FactCondition)
    /// After every fact of a kind, when the decisions say so.
    case onEach(PlannedChance)
    /// Before that scheduling step.
    case step(Int)
    /// In place of that write of the disk, from 1.
    case write(Int)

    /// The kind of fact that sets it off; nil when it goes by time or step.
    package var fact: FactKind? {
        switch self {
        case .after(let condition): condition.fact
        case .onEach(let chance): chance.fact
        case .at, .every, .step, .write: nil
        }
    }

    init(_ trigger: Trigger, until end: Duration, stream: RandomStream) {
        var draws = stream
        switch trigger {
        case .at(let instant):
            self = .at(instant.draw(using: &draws))
        case .every(let interval):
            self = .every(PlannedInstants(interval: interval, end: end, stream: stream))
        case .after(var condition):
            let nth = Int64(condition.nth.lowerBound)...Int64(condition.nth.upperBound)
            let drawn = Int(draws.uniform(in: nth))
            condition.nth = drawn...drawn
            self = .after(condition)
        case .onEach(let fact, let probability):
            self = .onEach(PlannedChance(fact: fact, probability: probability, stream: stream))
        case .step(let step):
            self = .step(step)
        case .write(let write):
            self = .write(write)
        }
    }
}
