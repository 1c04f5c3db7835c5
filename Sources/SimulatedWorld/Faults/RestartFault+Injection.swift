import Scenarios

extension RestartFault {
    /// Stops the server gracefully; it starts again after `down`.
    func inject(into targets: FaultTargets) {
        let host = targets.hosts[instance - 1]
        let wasRunning = host.isAccepting
        targets.record(
            "restart",
            instance: instance,
            note: wasRunning ? nil : "server is not running"
        )
        _ = host.stop(down: down)
    }
}
