import Scenarios

extension Scenario {
    /// The scenario with everything that names a session, a group or a server that is gone naming
    /// one that is there.
    func mended() -> Scenario {
        var scenario = self
        for index in faults.indices {
            let rule = faults[index]
            scenario.faults[index] = FaultRule(
                rule.fault.mended(in: self, struckBy: rule.trigger),
                rule.trigger.mended(sessionCount: sessionCount)
            )
        }
        return scenario
    }
}

extension Trigger {
    fileprivate func mended(sessionCount: Int) -> Trigger {
        guard case .after(var condition) = self, let session = condition.session else {
            return self
        }
        if session > sessionCount { condition.session = nil }
        return .after(condition)
    }
}

extension SessionSelector {
    fileprivate func mended(in scenario: Scenario, struckBy trigger: Trigger) -> SessionSelector {
        switch self {
        case .all, .share, .count: return self
        case .triggering: return trigger.fact?.canHaveSession == true ? self : .all
        case .group(let name): return scenario.clients.contains { $0.name == name } ? self : .all
        case .list(let numbers):
            let there = numbers.filter { $0 <= scenario.sessionCount }
            return there.isEmpty ? .all : .list(there)
        }
    }
}

extension Fault {
    fileprivate func mended(in scenario: Scenario, struckBy trigger: Trigger) -> Fault {
        func there(_ instance: Int) -> Int { min(instance, scenario.system.instances) }
        switch self {
        case .crash(var fault):
            fault.instance = there(fault.instance)
            return .crash(fault)
        case .restart(var fault):
            fault.instance = there(fault.instance)
            return .restart(fault)
        case .pause(var fault):
            fault.instance = there(fault.instance)
            return .pause(fault)
        case .clockJump(var fault):
            fault.instance = fault.instance.map(there)
            return .clockJump(fault)
        case .disconnect, .languageModelError, .languageModelSlowness, .cancel, .slowReader,
            .badFrame, .badConnection, .duplicateDelivery, .powerLoss, .storeError, .storeSlowness,
            .schemaDowngrade:
            return mappingSessions { $0.mended(in: scenario, struckBy: trigger) }
        }
    }
}
