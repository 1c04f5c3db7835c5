extension Scenario {
    /// Everything in which the scenario contradicts itself; empty when it can be planned.
    ///
    /// What a single value may be (counts of at least 1, durations that are not negative) is not
    /// looked at: the format does not let such values in.
    package func problems() -> [ScenarioProblem] {
        guard !clients.isEmpty else { return [.noClients] }
        var problems: [ScenarioProblem] = []
        problems += repeatedGroupNames()
        problems += templateProblems()
        problems += settingsProblems()
        for index in faults.indices {
            problems += faultProblems(index)
        }
        return problems
    }

    private func repeatedGroupNames() -> [ScenarioProblem] {
        clients.indices.compactMap { index in
            let name = clients[index].name
            guard clients[..<index].contains(where: { $0.name == name }) else { return nil }
            return .repeatedGroupName(group: index, name: name)
        }
    }

    private func settingsProblems() -> [ScenarioProblem] {
        var problems: [ScenarioProblem] = []
        let failures = [
            languageModel.error, languageModel.errorMidStream, languageModel.stall,
            languageModel.empty,
        ]
        let sum = failures.reduce(0) { $0 + $1.billionths }
        if sum > Share.whole.billionths {
            problems.append(.failureSharesExceedWhole(billionths: sum))
        }
        if limits.drain < system.longestRequest {
            problems.append(.drainTooShort(needed: system.longestRequest))
        }
        if case .violated(let id) = expectation.verdict, !expectation.always.contains(id) {
            problems.append(.expectedViolationNotChecked(id))
        }
        return problems
    }

    private func faultProblems(_ index: Int) -> [ScenarioProblem] {
        let rule = faults[index]
        var problems: [ScenarioProblem] = []
        if let instance = rule.fault.instance, !(1...max(1, system.instances)).contains(instance) {
            problems.append(
                .unknownInstance(fault: index, instance: instance, instances: system.instances)
            )
        }
        if let selector = rule.fault.sessions {
            problems += selectorProblems(selector, of: rule, index)
        }
        problems += triggerProblems(rule.trigger, index)
        problems += diskProblems(index)
        return problems
    }

    private func selectorProblems(
        _ selector: SessionSelector,
        of rule: FaultRule,
        _ index: Int
    ) -> [ScenarioProblem] {
        switch selector {
        case .all, .share, .count:
            return []
        case .list(let numbers):
            return numbers.filter { !(1...max(1, sessionCount)).contains($0) }.map {
                .unknownSession(fault: index, .selector, session: $0, sessions: sessionCount)
            }
        case .group(let name):
            let isKnown = clients.contains { $0.name == name }
            return isKnown
                ? [] : [.unknownGroup(fault: index, name: name, groups: clients.map(\.name))]
        case .triggering:
            guard let fact = rule.trigger.fact else { return [.noTriggeringFact(fault: index)] }
            return fact.canHaveSession ? [] : [.factWithoutSession(fault: index, fact)]
        }
    }

    private func triggerProblems(_ trigger: Trigger, _ index: Int) -> [ScenarioProblem] {
        switch trigger {
        case .every(let interval):
            let isTooShort = interval.shortestUsual < PlannedInstants.shortestInterval
            return isTooShort ? [.intervalTooShort(fault: index)] : []
        case .after(let condition):
            guard let session = condition.session else { return [] }
            var problems: [ScenarioProblem] = []
            if !(1...max(1, sessionCount)).contains(session) {
                problems.append(
                    .unknownSession(
                        fault: index,
                        .trigger,
                        session: session,
                        sessions: sessionCount
                    )
                )
            }
            if !condition.fact.canHaveSession {
                problems.append(.sessionOfSessionlessFact(fault: index, condition.fact))
            }
            return problems
        case .write:
            if case .powerLoss = faults[index].fault { return [] }
            return [.writeWithoutPowerLoss(fault: index)]
        case .at, .onEach, .step:
            return []
        }
    }
}

extension Distribution<Duration> {
    /// The shortest interval that an author asks for: where a distribution has a tail towards
    /// nothing, which is cut off when the instants are drawn, its mean.
    fileprivate var shortestUsual: Duration {
        switch self {
        case .constant, .uniform: minimum
        case .normal(let mean, _), .exponential(let mean): mean
        }
    }
}
