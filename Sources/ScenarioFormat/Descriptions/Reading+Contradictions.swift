internal import Scenarios

extension Reading {
    /// Reports what contradicts itself, where it is written.
    ///
    /// A contradiction that rests on a value which could not be read is left out: the value itself
    /// has been reported, and the default in its place is not what the author meant.
    mutating func reportContradictions(of scenario: Scenario) {
        for problem in scenario.problems() {
            let paths = paths(of: problem, in: scenario)
            guard !paths.contains(where: hasFailed) else { continue }
            report(.contradiction(problem), at: position(of: paths[0]), insteadOf: nil)
        }
    }

    /// Where a contradiction is shown and then what else it rests on.
    private func paths(of problem: ScenarioProblem, in scenario: Scenario) -> [String] {
        switch problem {
        case .noClients:
            ["clients"]
        case .repeatedGroupName(let group, _):
            ["clients/\(elementIndex(group, of: "clients"))/group", "clients"]
        case .invalidSessionKey(let group, _, _), .repeatedSessionKey(let group, _, _, _),
            .unknownPlaceholder(let group, .sessionKey, _):
            ["clients/\(elementIndex(group, of: "clients"))/session-key", "clients"]
        case .unknownPlaceholder(let group, .text, _):
            ["clients/\(elementIndex(group, of: "clients"))/text"]
        case .failureSharesExceedWhole:
            ["llm"]
        case .drainTooShort:
            [
                "limits/drain", "system/agent-timeout", "system/max-attempts",
                "system/retry-delay",
            ]
        case .expectedViolationNotChecked:
            ["expect/verdict", "expect/always"]
        case .unknownInstance(let fault, _, _):
            [kindPath(fault, scenario) + "/instance", "system/instances"]
        case .unknownSession(let fault, .selector, _, _), .unknownGroup(let fault, _):
            [kindPath(fault, scenario) + "/sessions", "clients"]
        case .unknownSession(let fault, .trigger, _, _):
            [faultPath(fault) + "/after/session", "clients"]
        case .factWithoutSession(let fault, _), .noTriggeringFact(let fault):
            [kindPath(fault, scenario), faultPath(fault)]
        case .sessionOfSessionlessFact(let fault, _):
            [faultPath(fault) + "/after/session", faultPath(fault) + "/after/fact"]
        case .intervalTooShort(let fault):
            [faultPath(fault) + "/every"]
        }
    }

    private func faultPath(_ fault: Int) -> String {
        "faults/\(elementIndex(fault, of: "faults"))"
    }

    private func kindPath(_ fault: Int, _ scenario: Scenario) -> String {
        faultPath(fault) + "/" + FaultKindDescription.of(scenario.faults[fault].fault).name
    }
}
