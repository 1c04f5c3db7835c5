extension Scenario {
    /// What a fault of the disk asks for that the scenario does not have.
    func diskProblems(_ index: Int) -> [ScenarioProblem] {
        switch faults[index].fault {
        case .powerLoss: return store.kind == .memory ? [.noDisk(fault: index)] : []
        case .schemaDowngrade:
            if store.kind == .memory { return [.noDisk(fault: index)] }
            return mayAllStart(after: faults[index].trigger) ? [] : [.noLaterStart(fault: index)]
        default: return []
        }
    }

    /// Whether all servers may be down at once, and one of them start, after a trigger.
    private func mayAllStart(after trigger: Trigger) -> Bool {
        var startable: Set<Int> = []
        for rule in faults {
            guard let (instances, down) = rule.fault.start(of: system.instances),
                rule.trigger.mayComeBack(down, after: trigger)
            else { continue }
            startable.formUnion(instances)
        }
        return startable.count == system.instances
    }
}

extension Fault {
    /// Which servers start because of the fault, and how much later.
    fileprivate func start(of count: Int) -> (instances: [Int], down: Duration)? {
        switch self {
        case .crash(let crash): ([crash.instance], crash.down)
        case .restart(let restart): ([restart.instance], restart.down)
        case .powerLoss(let loss): (Array(1...max(1, count)), loss.down)
        default: nil
        }
    }
}

extension Trigger {
    /// Whether what happens a time after this trigger may happen after another one.
    ///
    /// Only two instants can be compared; of anything else nobody knows before it is run.
    fileprivate func mayComeBack(_ down: Duration, after other: Trigger) -> Bool {
        guard case .at(let instant) = self, case .at(let earlier) = other,
            let latest = instant.maximum
        else { return true }
        return latest + down >= earlier.minimum
    }
}
