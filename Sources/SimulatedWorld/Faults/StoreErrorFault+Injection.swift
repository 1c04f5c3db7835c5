import Scenarios

extension StoreErrorFault {
    /// Makes store calls of all servers fail.
    func inject(into targets: FaultTargets) {
        targets.record("store-error", note: "\(error.rawValue), \(moment.rawValue)")
        targets.storage.fail(self)
    }
}
