import Histories
import SimulationKernel

/// Tells the situations that a run comes through: in which state a session's queue, outbox,
/// connections and checkpoint are when something happens to it, and which operations go on at once.
///
/// What is counted has no names: neither requests nor sessions, and numbers only as none, one or
/// several. So two runs have a situation in common whatever the plan, and a new one means something.
final class CoverageObserver {
    /// What a session looks like.
    private struct Session {
        var backlog = 0
        var pending = 0
        var executing = 0
        var connections = 0
        var isRunning = false
        var isStreaming = false
        var hasAnswered = false

        var code: UInt64 {
            Self.bits(backlog, 3) | Self.bits(pending, 2) << 2 | Self.bits(executing, 2) << 4
                | Self.bits(connections, 2) << 6 | (isRunning ? 1 << 8 : 0)
                | (isStreaming ? 1 << 9 : 0) | (hasAnswered ? 1 << 10 : 0)
        }

        /// A number up to `most`; a faulty server may commit more than it has accepted.
        private static func bits(_ number: Int, _ most: Int) -> UInt64 {
            UInt64(max(0, min(number, most)))
        }
    }

    /// An operation that goes on.
    private struct Operation {
        var kind: UInt64
        var session: SessionNumber
        var instance: Int
        /// A store call's number, or nothing.
        var call: Int
    }

    private var sessions: [Session] = []
    private var operations: [Operation] = []
    private var names: [String: UInt64] = [:]
    private var seen: Set<UInt64> = []
    private var phase: UInt64 = 0
    /// What names moments; nil if nobody asks for them.
    private var census: FactCensus?
    private var moment: (fact: FactKind, nth: Int, session: Int?)?
    /// Where each situation was first seen, in the safety phase, in order; empty if nobody asks.
    private(set) var anchors: [CoverageAnchor] = []

    /// Begins to observe; with `namesMoments` it is kept where each situation was first seen.
    init(namesMoments: Bool = false) {
        census = namesMoments ? FactCensus() : nil
    }

    /// The situations so far, in ascending order.
    var situations: [UInt64] { seen.sorted() }

    /// Takes a fact.
    func record(_ fact: Fact) {
        if census != nil { name(fact) }
        switch fact.kind {
        case .tokenReceived, .agentToken, .tokenSent, .storeInspected, .agentTokenRefused:
            return note(tokenOf: fact)
        case .storeCalled: begin(2 + number(of: fact.operation ?? ""), fact)
        case .storeReturned, .storeRefused: endCall(fact)
        case .phaseChanged: phase += 1
        case .serverCrashed, .serverStopped: endLife(of: fact.instance)
        default: break
        }
        if !fact.session.isNone { noteSession(fact) }
    }

    /// What is seen from now on is seen after this fact; faults strike in the safety phase only.
    private func name(_ fact: Fact) {
        guard let place = census?.count(fact) else { return }
        if fact.phase == .liveness { census = nil }
        moment = (fact.kind, place.nth, place.session)
    }

    private func see(_ situation: UInt64) {
        guard seen.insert(situation).inserted, census != nil, let moment else { return }
        anchors.append(
            CoverageAnchor(
                situation: situation,
                fact: moment.fact,
                nth: moment.nth,
                session: moment.session
            )
        )
    }

    private func note(tokenOf fact: Fact) {
        guard fact.kind == .tokenSent, !fact.session.isNone else { return }
        grow(to: fact.session)
        guard !sessions[fact.session.index].isStreaming else { return }
        sessions[fact.session.index].isStreaming = true
    }

    private func noteSession(_ fact: Fact) {
        grow(to: fact.session)
        let before = sessions[fact.session.index].code
        change(&sessions[fact.session.index], by: fact)
        let after = sessions[fact.session.index].code
        switch fact.kind {
        case .agentInvoked: begin(0, fact)
        case .agentFinished, .agentFailed, .agentAbandoned: end(0, fact)
        case .effectClaimed: begin(1, fact)
        case .effectCompleted, .effectReleased, .effectFailed: end(1, fact)
        default: break
        }
        let kind = UInt64(fact.kind.ordinal)
        see(StateHash.spread(kind << 48 | phase << 40 | before << 16 | after))
    }

    private func change(_ session: inout Session, by fact: Fact) {
        switch fact.kind {
        case .clientConnected: session.connections += 1
        case .clientDisconnected: session.connections -= 1
        case .eventAppended: session.backlog += 1
        case .checkpointCommitted:
            session.backlog -= 1
            session.hasAnswered = false
        case .effectCreated: session.pending += 1
        case .effectClaimed:
            session.pending -= 1
            session.executing += 1
        case .effectCompleted, .effectFailed:
            session.executing -= 1
            session.hasAnswered = true
        case .effectReleased:
            session.executing -= 1
            session.pending += 1
        case .agentInvoked:
            session.isRunning = true
            session.isStreaming = false
        case .agentFinished, .agentFailed, .agentAbandoned: session.isRunning = false
        default: break
        }
    }

    private func grow(to session: SessionNumber) {
        while sessions.count <= session.index { sessions.append(Session()) }
    }

    // MARK: Operations

    /// An operation begins while others go on: each of these pairs is a situation.
    private func begin(_ kind: UInt64, _ fact: Fact) {
        for other in operations {
            let isSame: UInt64 = other.session == fact.session && !fact.session.isNone ? 1 : 0
            let isHere: UInt64 = other.instance == fact.instance ? 1 : 0
            let pair = 1 << 63 | kind << 32 | other.kind << 8 | isSame << 1 | isHere
            see(StateHash.spread(pair))
        }
        operations.append(
            Operation(
                kind: kind,
                session: fact.session,
                instance: fact.instance,
                call: fact.call
            )
        )
    }

    private func end(_ kind: UInt64, _ fact: Fact) {
        let index = operations.firstIndex { $0.kind == kind && $0.session == fact.session }
        if let index { operations.swapAt(index, operations.count - 1); operations.removeLast() }
    }

    private func endCall(_ fact: Fact) {
        let index = operations.firstIndex { $0.kind > 1 && $0.call == fact.call }
        if let index { operations.swapAt(index, operations.count - 1); operations.removeLast() }
    }

    private func endLife(of instance: Int) {
        operations.removeAll { $0.instance == instance }
        for index in sessions.indices { sessions[index].isRunning = false }
    }

    private func number(of operation: String) -> UInt64 {
        if let number = names[operation] { return number }
        var hash = StateHash()
        hash.absorb(operation)
        // The same in every run, whichever operation comes first.
        let number = hash.value & 0xFF_FFFF
        names[operation] = number
        return number
    }
}
