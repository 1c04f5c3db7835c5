/// Something that a scenario must have provoked at least once, or it proves nothing.
package enum SometimesCondition: Hashable, Sendable {
    /// A connection ended after at least one token and before the terminal frame of a request.
    case midStreamDisconnect
    /// An effect was claimed a second time, or handed to a connection opened after it was created.
    case redelivery
    /// An event was given to the agent again after a failed attempt.
    case retry
    /// An effect that a dead process had claimed went back to pending.
    case recoveredExecuting
    /// An event beyond its session's checkpoint was enqueued again at a start.
    case replayedEvent
    /// A request that was there already was recognised.
    case duplicateRequestIgnored
    /// An effect that was there already was recognised.
    case duplicateEffectIgnored
    /// A send waited for room in its connection's buffer.
    case backPressure
    /// The disk kept a part of a write.
    case tornWrite
    /// A crash between BEGIN and COMMIT.
    case crashInsideTransaction
    /// A transaction took effect and its caller was told that it failed.
    case committedButRefused
    /// A crash between the hand-over of a terminal frame and the completion of its effect.
    case crashBetweenSendAndComplete
    /// Two runners wanted the same effect.
    case twoRunnersRace
    /// At least that many sessions had a request in the works at once.
    case concurrentSessions(Int)
    /// An effect failed because of its age.
    case expiredEffect
    /// A request ended as cancelled.
    case cancelled
    /// A frame was answered with an error.
    case rejectedFrame
    /// A store of an older schema version was migrated.
    case migrated

    /// The conditions that have no parameter, in the order of the documentation.
    package static let plain: [SometimesCondition] = [
        .midStreamDisconnect, .redelivery, .retry, .recoveredExecuting, .replayedEvent,
        .duplicateRequestIgnored, .duplicateEffectIgnored, .backPressure, .tornWrite,
        .crashInsideTransaction, .committedButRefused, .crashBetweenSendAndComplete,
        .twoRunnersRace, .expiredEffect, .cancelled, .rejectedFrame, .migrated,
    ]

    /// The condition as scenarios and reports write it.
    package var name: String {
        switch self {
        case .midStreamDisconnect: "mid-stream-disconnect"
        case .redelivery: "redelivery"
        case .retry: "retry"
        case .recoveredExecuting: "recovered-executing"
        case .replayedEvent: "replayed-event"
        case .duplicateRequestIgnored: "duplicate-request-ignored"
        case .duplicateEffectIgnored: "duplicate-effect-ignored"
        case .backPressure: "back-pressure"
        case .tornWrite: "torn-write"
        case .crashInsideTransaction: "crash-inside-transaction"
        case .committedButRefused: "committed-but-refused"
        case .crashBetweenSendAndComplete: "crash-between-send-and-complete"
        case .twoRunnersRace: "two-runners-race"
        case .concurrentSessions(let count): "concurrent-sessions(\(count))"
        case .expiredEffect: "expired-effect"
        case .cancelled: "cancelled"
        case .rejectedFrame: "rejected-frame"
        case .migrated: "migrated"
        }
    }
}
