extension SometimesName {
    /// What has been seen, in one sentence.
    package var meaning: String {
        switch self {
        case .situation(let situation): situation.meaning
        case .concurrentSessions(let count): "\(count) sessions had an unanswered request at once."
        }
    }
}

extension SometimesName.Situation {
    /// What has been seen, in one sentence.
    package var meaning: String {
        switch self {
        case .midStreamDisconnect:
            "A connection ended after a token and before the terminal frame of its request."
        case .redelivery:
            "An effect was claimed a second time, or handed to a connection opened after its creation."
        case .retry: "The agent was asked again for an event."
        case .recoveredExecuting:
            "An effect that a dead server had left executing went back to pending."
        case .replayedEvent:
            "An event was given to the agent by another life of a server than the one that accepted it."
        case .duplicateRequestIgnored: "A request sent again was recognised."
        case .duplicateEffectIgnored: "An effect created again was recognised."
        case .backPressure: "A send had to wait for room in the buffer."
        case .tornWrite: "A power loss tore a write of the disk."
        case .crashInsideTransaction: "A server crashed between BEGIN and COMMIT."
        case .committedButRefused: "A store call failed though its transaction was committed."
        case .crashBetweenSendAndComplete:
            "A server crashed after it had sent a frame and before the effect was completed."
        case .twoRunnersRace: "Two calls wanted the same effect at once."
        case .expiredEffect: "An effect failed because of its age."
        case .cancelled: "A request ended as cancelled."
        case .rejectedFrame: "A bad frame was answered with an error."
        case .migrated: "A store of an older schema version was brought up to date."
        }
    }
}
