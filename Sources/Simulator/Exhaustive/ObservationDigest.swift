import Histories
import SimulationKernel

/// All that was observed so far, in 64 bits, for telling the states of a search apart.
///
/// What concerns one session counts in its order, and so do all commits; facts of different sessions
/// count as if they had come in any order. So two runs that did the same to every session, in another
/// order at one instant, are in the same state.
final class ObservationDigest {
    private var sessions: [StateHash] = []
    /// What concerns no session.
    private var others = StateHash()
    private var commits = StateHash()

    /// What was observed so far.
    var value: UInt64 {
        var sum: UInt64 = 0
        for index in sessions.indices {
            sum &+= StateHash.spread(sessions[index].value &+ UInt64(index))
        }
        return sum ^ StateHash.spread(others.value) ^ StateHash.spread(~commits.value)
    }

    /// Takes a fact.
    func record(_ fact: Fact) {
        if fact.session.isNone {
            Self.absorb(fact, into: &others)
        } else {
            while sessions.count <= fact.session.index { sessions.append(StateHash()) }
            Self.absorb(fact, into: &sessions[fact.session.index])
        }
        if Self.commits.contains(fact.kind) { Self.absorb(fact, into: &commits) }
    }

    private static let commits: [FactKind] = [
        .eventAppended, .checkpointCommitted, .effectCreated, .effectClaimed, .effectCompleted,
        .effectReleased, .effectFailed, .leaseTaken,
    ]

    private static func absorb(_ fact: Fact, into hash: inout StateHash) {
        hash.absorb(
            UInt64(fact.kind.ordinal) << 56 ^ UInt64(fact.connection) << 16
                ^ UInt64(truncatingIfNeeded: fact.sequence) << 8
                ^ UInt64(truncatingIfNeeded: fact.attempt)
        )
        hash.absorb(UInt64(bitPattern: fact.time))
        hash.absorb(fact.request)
        hash.absorb(fact.content ?? "")
        hash.absorb(fact.operation ?? "")
        hash.absorb(fact.status ?? "")
    }
}
