/// The power of the machines that share a disk: it counts the changes that running servers ask the
/// disk for, and fails as one of them is asked for.
///
/// The change at which it fails does not happen, and nothing that the process asks for afterwards
/// does. Whoever performed the transaction takes note of it when SQLite has given up, at the same
/// step: until then nobody else runs.
final class PowerSupply {
    /// So many changes ahead of a failure the disk is kept as it was before each transaction: more
    /// than the longest message makes.
    private static let foresight = 16_384

    // Unchecked here and below: asked for each change of the disk, some hundred times a message, on
    // the simulation's one thread.

    /// How many changes running servers have asked for while the power could fail.
    @exclusivity(unchecked) private(set) var changeCount = 0
    /// Whether the power has failed, and nobody has taken note of it.
    @exclusivity(unchecked) private(set) var hasFailed = false
    /// The disk as it was before the running transaction changed it, if the power may fail in it.
    @exclusivity(unchecked) private(set) var eve: SimulatedDisk?
    @exclusivity(unchecked) private var failures: [(change: Int, action: () -> Void)] = []
    @exclusivity(unchecked) private var disk: SimulatedDisk?
    @exclusivity(unchecked) private var isReliable = false

    /// Lets the power fail at the change before which there were so many; `action` is called when
    /// somebody takes note of it.
    func fail(afterChanges change: Int, _ action: @escaping () -> Void) {
        let index = failures.firstIndex { $0.change > change } ?? failures.endIndex
        failures.insert((change, action), at: index)
    }

    /// The power fails no more, and changes are no longer counted.
    func becomeReliable() {
        isReliable = true
        failures = []
        eve = nil
        disk = nil
    }

    /// A transaction begins.
    func begin(on disk: SimulatedDisk) {
        eve = nil
        self.disk = failures.isEmpty ? nil : disk
    }

    /// Takes note of one more change that is asked for.
    ///
    /// - Returns: false if the power fails before it happens.
    func admitChange() -> Bool {
        guard !isReliable else { return true }
        defer { changeCount += 1 }
        guard let next = failures.first?.change else { return true }
        if let disk, eve == nil, next - changeCount <= Self.foresight { eve = disk.copy() }
        hasFailed = next <= changeCount
        return !hasFailed
    }

    /// Takes note of a failure: calls the actions of all that were due.
    func noteFailure() {
        hasFailed = false
        while let first = failures.first, first.change < changeCount {
            failures.removeFirst()
            first.action()
        }
    }
}
