import Scenarios

extension StoreSlownessFault {
    /// Makes store calls of all servers slow.
    func inject(into targets: FaultTargets) {
        targets.record("store-slow")
        targets.storage.slow(self)
    }
}
