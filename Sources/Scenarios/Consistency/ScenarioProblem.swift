package import EventsAndEffects
package import Histories

/// Why a scenario contradicts itself although each of its values is fine.
///
/// Without text, as all errors of operators: the format says where it is and words it. Groups and
/// faults are named by their index from 0, sessions by their number from 1.
package enum ScenarioProblem: Error, Equatable, Sendable {
    /// There is no client group.
    case noClients
    /// A group has the name of an earlier one.
    case repeatedGroupName(group: Int, name: String)
    /// A group's template makes something that is not a session key.
    case invalidSessionKey(group: Int, session: Int, SessionKeyError)
    /// Two sessions have the same key.
    case repeatedSessionKey(group: Int, key: String, first: Int, second: Int)
    /// All requests of a session would have one id.
    case repeatedRequestID(group: Int)
    /// The ids of a group's requests have control characters, which the protocol refuses.
    case invalidRequestID(group: Int)
    /// A template has a placeholder that stands for nothing there.
    case unknownPlaceholder(group: Int, TemplateField, name: String)
    /// The failure shares of the LLM are together more than the whole.
    case failureSharesExceedWhole(billionths: Int)
    /// The liveness phase is shorter than one request may take.
    case drainTooShort(needed: Duration)
    /// An invariant is expected to be violated that is not checked.
    case expectedViolationNotChecked(String)
    /// A fault names a server that there is not.
    case unknownInstance(fault: Int, instance: Int, instances: Int)
    /// A fault names a session that there is not.
    case unknownSession(fault: Int, SessionField, session: Int, sessions: Int)
    /// A fault selects a group that there is not.
    case unknownGroup(fault: Int, name: String, groups: [String])
    /// A fault strikes the session of a fact that has none.
    case factWithoutSession(fault: Int, FactKind)
    /// A trigger waits for a fact of a session, of a kind that has none.
    case sessionOfSessionlessFact(fault: Int, FactKind)
    /// A fault strikes the session of its fact, but no fact triggers it.
    case noTriggeringFact(fault: Int)
    /// An `every` trigger has an interval that is too short.
    case intervalTooShort(fault: Int)
    /// A fault of the disk needs a store that is on it.
    case noDisk(fault: Int)
    /// A fault that is no loss of power has a trigger in the middle of a write.
    case writeWithoutPowerLoss(fault: Int)
    /// No server starts, while none runs, after a store was made an older one.
    case noLaterStart(fault: Int)

    /// Which template of a group.
    package enum TemplateField: Sendable {
        /// Its session key.
        case sessionKey
        /// The ids of its requests.
        case requestID
        /// Its messages' text.
        case text
    }

    /// Where a fault names a session.
    package enum SessionField: Sendable {
        /// Among those that it strikes.
        case selector
        /// In its trigger.
        case trigger
    }
}
