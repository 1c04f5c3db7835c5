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
            report(.contradiction(problem), at: position(ofFirst: paths), insteadOf: nil)
        }
    }

    /// What a contradiction rests on; it is shown at the first of these that is written.
    private func paths(of problem: ScenarioProblem, in scenario: Scenario) -> [String] {
        switch problem {
        case .noClients:
            ["clients"]
        case .repeatedGroupName(let group, _):
            ["clients/\(elementIndex(group, of: "clients"))/group", "clients"]
        case .invalidSessionKey(let group, _, _), .repeatedSessionKey(let group, _, _, _),
            .unknownPlaceholder(let group, .sessionKey, _):
            ["clients/\(elementIndex(group, of: "clients"))/session-key", "clients"]
        case .repeatedRequestID(let group), .invalidRequestID(let group),
            .unknownPlaceholder(let group, .requestID, _):
            ["clients/\(elementIndex(group, of: "clients"))/request-id"]
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
        case .unknownSession(let fault, .selector, let session, _):
            [selectorPath(fault, listing: session, scenario), "clients"]
        case .unknownGroup(let fault, _, _):
            [kindPath(fault, scenario) + "/sessions", "clients"]
        case .unknownSession(let fault, .trigger, _, _):
            [faultPath(fault) + "/after/session", "clients"]
        case .factWithoutSession(let fault, _), .noTriggeringFact(let fault):
            [kindPath(fault, scenario), faultPath(fault)]
        case .sessionOfSessionlessFact(let fault, _):
            [faultPath(fault) + "/after/session", faultPath(fault) + "/after/fact"]
        case .intervalTooShort(let fault):
            [faultPath(fault) + "/every"]
        case .writeWithoutPowerLoss(let fault):
            [faultPath(fault) + "/write"]
        case .noDisk(let fault):
            [kindPath(fault, scenario), "store/kind"]
        case .noLaterStart(let fault):
            [kindPath(fault, scenario), faultPath(fault)]
        }
    }

    private func faultPath(_ fault: Int) -> String {
        "faults/\(elementIndex(fault, of: "faults"))"
    }

    /// Where a fault's list of sessions names that one.
    private func selectorPath(
        _ fault: Int,
        listing session: Int,
        _ scenario: Scenario
    ) -> String {
        let path = kindPath(fault, scenario) + "/sessions"
        guard case .list(let numbers) = scenario.faults[fault].fault.sessions,
            let index = numbers.firstIndex(of: session)
        else { return path }
        return "\(path)/\(index)"
    }

    private func kindPath(_ fault: Int, _ scenario: Scenario) -> String {
        faultPath(fault) + "/" + FaultKindDescription.of(scenario.faults[fault].fault).name
    }
}
