package import Histories
package import SimulationKernel

/// Where all seams report what they see: gives each fact its moment, keeps the account of requests,
/// fires triggers, and hands the fact on.
///
/// Determinism: every fact goes into the simulation's fingerprint, in order.
package final class Observer {
    package let simulation: Simulation
    // Unchecked here and below: used for every fact on the simulation's one thread, where the
    // runtime's check of overlapping access would cost more than the access.

    /// The session keys of the run and their numbers.
    @exclusivity(unchecked) package var sessions: SessionTable
    /// What has been accepted, committed and delivered so far.
    @exclusivity(unchecked) package private(set) var ledger = RequestLedger()
    /// How many facts there were.
    @exclusivity(unchecked) package private(set) var factCount = 0
    private let sink: any FactSink
    @exclusivity(unchecked) private var triggers: [[(Fact) -> Void]]

    package init(simulation: Simulation, sessions: SessionTable, sink: any FactSink) {
        self.simulation = simulation
        self.sessions = sessions
        self.sink = sink
        triggers = Array(repeating: [], count: FactKind.allCases.count)
    }

    /// Calls `action` right after each fact of that kind.
    package func onEach(_ kind: FactKind, _ action: @escaping (Fact) -> Void) {
        triggers[kind.ordinal].append(action)
    }

    /// Now, for a fact of the world or of one life of a server.
    package func moment(instance: Int = 0, incarnation: Int = 0) -> Moment {
        Moment(
            step: simulation.step,
            time: simulation.now.nanoseconds,
            instance: instance,
            incarnation: incarnation
        )
    }

    /// Takes a fact, and fires what waits for it.
    package func record(_ fact: Fact) {
        note(fact)
        fire(fact)
    }

    /// Takes the facts of one transaction: what waits for one of them fires after the last.
    package func record(transaction facts: [Fact]) {
        for fact in facts { note(fact) }
        for fact in facts { fire(fact) }
    }

    private func note(_ fact: Fact) {
        factCount += 1
        absorb(fact)
        ledger.note(fact)
        sink.record(fact)
    }

    private func fire(_ fact: Fact) {
        // Most kinds have no trigger: asked in place, that costs no reference count.
        if triggers[fact.kind.ordinal].isEmpty { return }
        for action in triggers[fact.kind.ordinal] { action(fact) }
    }

    private func absorb(_ fact: Fact) {
        let where_ = UInt64(truncatingIfNeeded: fact.session.rawValue) << 32
        simulation.absorb(
            UInt64(fact.kind.ordinal) << 56 ^ where_ ^ UInt64(fact.connection) << 16
                ^ UInt64(truncatingIfNeeded: fact.sequence) << 4
                ^ UInt64(truncatingIfNeeded: fact.attempt)
        )
        simulation.absorb(fact.request)
        if let content = fact.content { simulation.absorb(content) }
        if let effect = fact.effect { simulation.absorb(effect) }
    }
}
