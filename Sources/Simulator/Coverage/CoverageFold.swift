import Synchronization

/// Counts the situations of runs that end in any order, on any thread, as if they had come one after
/// the other.
///
/// Determinism: what comes out depends on the runs' numbers, not on the order in which they end.
final class CoverageFold: Sendable {
    private struct State {
        var tally = CoverageTally()
        var next = 0
        var end = Int.max
        /// The runs that ended before their turn.
        var early: [Int: [UInt64]] = [:]
    }

    private let state = Mutex(State())

    /// Takes the situations of a run; nothing behind the first `isLast` run counts.
    func add(_ situations: [UInt64], of index: Int, isLast: Bool) {
        state.withLock { state in
            state.early[index] = situations
            if isLast { state.end = min(state.end, index + 1) }
            while state.next < state.end, let next = state.early.removeValue(forKey: state.next) {
                state.tally.add(next)
                state.next += 1
            }
        }
    }

    /// What all runs came to; nil if there were none.
    var coverage: Coverage? { state.withLock { $0.tally.coverage } }
}
