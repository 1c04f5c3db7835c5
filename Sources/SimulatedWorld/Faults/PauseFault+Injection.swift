import Scenarios

extension PauseFault {
    /// Stalls the server's process; a server that is down or stalls already is left as it is.
    func inject(into targets: FaultTargets) {
        let host = targets.hosts[instance - 1]
        guard let life = host.life, !life.isPaused else {
            let reason = host.isDown ? "server is down" : "server is paused"
            targets.record("pause", instance: instance, note: reason)
            return targets.recordHealing(of: "pause", instance: instance)
        }
        targets.record("pause", instance: instance)
        host.pause(for: length)
    }
}
