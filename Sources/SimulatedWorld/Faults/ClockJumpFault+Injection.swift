import Scenarios

extension ClockJumpFault {
    /// Moves the wall clocks; a jump is over as soon as it has happened.
    func inject(into targets: FaultTargets) {
        for host in targets.hosts where instance == nil || instance == host.instance {
            targets.record("clock-jump", instance: host.instance)
            host.jump(by: distance)
            targets.recordHealing(of: "clock-jump", instance: host.instance)
        }
    }
}
