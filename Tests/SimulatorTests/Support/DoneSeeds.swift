import Synchronization

/// The seeds of runs that were reported as done, from any thread.
final class DoneSeeds: Sendable {
    private let list = Mutex<[UInt64]>([])

    var seeds: [UInt64] { list.withLock { $0 } }

    func add(_ seed: UInt64) { list.withLock { $0.append(seed) } }
}
