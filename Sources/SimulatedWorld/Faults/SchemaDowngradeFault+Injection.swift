import Scenarios

extension SchemaDowngradeFault {
    /// Prepares what the next server to start finds.
    func inject(into targets: FaultTargets) {
        targets.record("schema-downgrade")
        targets.storage.downgradeAtNextStart()
    }
}
