package import Histories

/// What is going on in the whole system after some of a history's facts: connections, queues, agent
/// streams, the outbox, servers.
///
/// It is told by the facts that were observed at the seams, not by the servers' memory.
/// Determinism: a function of the facts.
package struct SystemState {
    /// A server.
    struct Server {
        let instance: Int
        var life: Int
        var isUp: Bool
        var since: Int64
    }

    /// The servers that were ever started, in the order in which they were.
    private(set) var servers: [Server] = []
    /// The phase of the run.
    private(set) var phase: Phase?
    /// The sessions, by number from 1.
    private(set) var sessions: [SessionState]
    /// The last fault.
    private(set) var lastFault: Fact?
    /// The last fact that was read.
    private(set) var last: Fact?

    /// Makes the state before the first fact of so many sessions.
    package init(sessionCount: Int) {
        sessions = Array(repeating: SessionState(), count: sessionCount)
    }

    /// Takes the next fact.
    package mutating func read(_ fact: Fact) {
        last = fact
        if fact.kind == .faultInjected, !InjectedFault.isWithoutEffect(fact) { lastFault = fact }
        if !fact.session.isNone {
            if sessions.indices.contains(fact.session.index - 1) {
                sessions[fact.session.index - 1].read(fact)
            }
            return
        }
        switch fact.kind {
        case .phaseChanged: phase = fact.phase
        case .serverStarted: change(fact, isUp: true)
        case .serverStopped: change(fact, isUp: false)
        case .serverCrashed:
            change(fact, isUp: false)
            for index in sessions.indices {
                sessions[index].loseServer(fact.instance, at: fact.time)
            }
        default: break
        }
    }

    private mutating func change(_ fact: Fact, isUp: Bool) {
        let server = Server(
            instance: fact.instance,
            life: fact.incarnation,
            isUp: isUp,
            since: fact.time
        )
        if let index = servers.firstIndex(where: { $0.instance == fact.instance }) {
            servers[index] = server
        } else {
            servers.append(server)
        }
    }
}
