import Scenarios

extension CrashFault {
    /// Crashes the server, which starts again after `down`.
    func inject(into targets: FaultTargets) {
        let host = targets.hosts[instance - 1]
        targets.record("crash", instance: instance, note: host.isDown ? "server is down" : nil)
        _ = host.crash(down: down)
    }
}
