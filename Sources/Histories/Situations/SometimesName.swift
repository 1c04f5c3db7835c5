/// A situation that a scenario may ask to have been seen, so that a green run proves something.
///
/// It belongs to the facts, because scenarios ask for it and checkers tell it from them.
public enum SometimesName: Hashable, Sendable {
    /// The situations without a number.
    public enum Situation: String, CaseIterable, Sendable, Hashable {
        /// A connection ended after a token and before the terminal frame of a request.
        case midStreamDisconnect = "mid-stream-disconnect"
        /// An effect was claimed a second time, or handed to a connection opened after its creation.
        case redelivery
        /// The agent was asked again for an event.
        case retry
        /// An effect that an ended incarnation had left executing went back to pending.
        case recoveredExecuting = "recovered-executing"
        /// An event was given to the agent by another incarnation than the one that accepted it.
        case replayedEvent = "replayed-event"
        /// A request sent again was recognised.
        case duplicateRequestIgnored = "duplicate-request-ignored"
        /// An effect created again was recognised.
        case duplicateEffectIgnored = "duplicate-effect-ignored"
        /// A send had to wait for room.
        case backPressure = "back-pressure"
        /// A power loss tore a write.
        case tornWrite = "torn-write"
        /// A server crashed between BEGIN and COMMIT.
        case crashInsideTransaction = "crash-inside-transaction"
        /// A store call failed though its transaction was committed.
        case committedButRefused = "committed-but-refused"
        /// A server crashed after it had handed a frame over and before the effect was completed.
        case crashBetweenSendAndComplete = "crash-between-send-and-complete"
        /// Two calls wanted the same effect at once.
        case twoRunnersRace = "two-runners-race"
        /// An effect failed because of its age.
        case expiredEffect = "expired-effect"
        /// A request ended as cancelled.
        case cancelled
        /// A bad frame was answered with an error.
        case rejectedFrame = "rejected-frame"
        /// A store of an older schema version was brought up to date.
        case migrated
    }

    /// A situation.
    case situation(Situation)
    /// At least so many sessions had an unanswered request at once.
    case concurrentSessions(Int)

    /// Reads a name as scenarios write it, such as `retry` or `concurrent-sessions(10)`; nil when
    /// there is no such situation.
    public init?(_ text: String) {
        if let situation = Situation(rawValue: text) {
            self = .situation(situation)
            return
        }
        guard let count = Self.concurrencyText(in: text).flatMap({ Int($0) }), count > 0 else {
            return nil
        }
        self = .concurrentSessions(count)
    }

    /// What stands in the parentheses of `concurrent-sessions(…)`; nil for any other text.
    ///
    /// For readers that have their own words for a count that is none.
    package static func concurrencyText(in text: String) -> Substring? {
        let prefix = "concurrent-sessions("
        guard text.hasPrefix(prefix), text.hasSuffix(")") else { return nil }
        return text.dropFirst(prefix.count).dropLast()
    }

    /// The name as scenarios write it.
    public var text: String {
        switch self {
        case .situation(let situation): situation.rawValue
        case .concurrentSessions(let count): "concurrent-sessions(\(count))"
        }
    }
}
