internal import EventsAndEffects
internal import Histories
internal import Scenarios

extension ProblemWording {
    /// Words a contradiction.
    static func message(for problem: ScenarioProblem) -> String {
        switch problem {
        case .noClients, .repeatedGroupName, .invalidSessionKey, .repeatedSessionKey,
            .repeatedRequestID, .invalidRequestID,
            .unknownPlaceholder:
            clientsMessage(problem)
        case .failureSharesExceedWhole(let billionths):
            "the failure shares add up to \(percent(billionths)); at most 100% can fail"
        case .drainTooShort(let needed):
            "'drain' is shorter than agent-timeout × max-attempts + back-offs, which is "
                + DurationText.write(needed)
        case .expectedViolationNotChecked(let id):
            "'\(id)' is expected to be violated, but 'always' leaves it out"
        case .unknownInstance, .unknownSession, .unknownGroup, .factWithoutSession,
            .sessionOfSessionlessFact, .noTriggeringFact, .intervalTooShort,
            .writeWithoutPowerLoss, .noDisk,
            .noLaterStart:
            faultMessage(problem)
        }
    }

    private static func clientsMessage(_ problem: ScenarioProblem) -> String {
        switch problem {
        case .noClients:
            "there are no clients"
        case .repeatedGroupName(_, let name):
            "the group \(quote(name)) exists already; give each group a name of its own"
        case .invalidSessionKey(_, let session, let error):
            "no key for session \(session): " + shortened("\(error)", to: 200)
        case .repeatedSessionKey(_, let key, let first, let second):
            "sessions \(first) and \(second) have the same key \(quote(key)); use {n}"
        case .repeatedRequestID:
            "all requests of a session have the same id; use {i}"
        case .invalidRequestID:
            "the id of a request has no control characters"
        case .unknownPlaceholder(_, let field, let name):
            "unknown placeholder \(quote("{\(name)}"))"
                + hint(for: name, among: field == .sessionKey ? ["n"] : ["n", "i", "session"])
        default:
            preconditionFailure("Only contradictions of clients are worded here.")
        }
    }

    private static func faultMessage(_ problem: ScenarioProblem) -> String {
        switch problem {
        case .unknownInstance(_, let instance, let instances):
            "there is no instance \(instance); 'system' has \(counted(instances, "instance"))"
        case .unknownSession(_, _, let session, let sessions):
            "there is no session \(session); the scenario has \(counted(sessions, "session"))"
        case .unknownGroup(_, let name, let groups):
            "there is no client group \(quote(name))" + hint(for: name, among: groups)
        case .factWithoutSession(_, let fact):
            "'\(fact.rawValue)' belongs to no session; say which 'sessions' the fault strikes"
        case .sessionOfSessionlessFact(_, let fact):
            "'\(fact.rawValue)' belongs to no session"
        case .noTriggeringFact:
            "no fact triggers this fault; say which 'sessions' it strikes"
        case .intervalTooShort:
            "the interval may not be shorter than 1ms"
        case .writeWithoutPowerLoss:
            "only a 'power-loss' can come in the middle of a write; for another fault say which "
                + "'step' it comes before, or 'after' which fact"
        case .noDisk:
            "a store in memory is on no disk; use 'kind: sqlite'"
        case .noLaterStart:
            "no server can start after this while no other one runs; add a 'power-loss', or a "
                + "'crash' or 'restart' of each instance"
        default:
            preconditionFailure("Only contradictions of faults are worded here.")
        }
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private static func percent(_ billionths: Int) -> String {
        let (whole, rest) = billionths.quotientAndRemainder(dividingBy: 10_000_000)
        return rest == 0 ? "\(whole)%" : "\(whole)% and more"
    }
}
