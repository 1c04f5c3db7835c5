import Histories

extension Fact {
    /// Where the fact belongs.
    package var lane: Lane {
        if session.isNone { return .host }
        return switch kind {
        case .clientConnected, .clientSent, .tokenReceived, .terminalReceived,
            .clientDisconnected:
            .client
        case .frameArrived, .tokenSent, .terminalSent, .errorSent, .sendBlocked, .sendResumed,
            .frameDropped, .connectionOpened, .connectionClosed, .socketReleased:
            .network
        case .eventAppended, .eventDuplicate, .leaseTaken, .leaseLost: .queue
        case .checkpointLoaded, .checkpointCommitted: .processor
        case .agentInvoked, .agentToken, .agentFinished, .agentFailed, .agentAbandoned,
            .agentTokenRefused:
            .agent
        case .effectCreated, .effectDuplicate: .outbox
        case .effectClaimed, .effectCompleted, .effectReleased, .effectFailed: .runner
        case .storeCalled, .storeReturned, .storeRefused: laneOfOperation
        case .faultInjected, .faultHealed: laneOfFault
        case .storeInspected, .storeMigrated, .diskTorn, .serverStarted, .serverCrashed,
            .serverStopped, .serverInspected, .livelockFound, .phaseChanged:
            .host
        }
    }

    /// Whose call of the store it is.
    private var laneOfOperation: Lane {
        switch operation {
        case "conversation", "commit": .processor
        case "poll", "claim", "complete", "release", "fail", "release-executing": .runner
        default: .queue
        }
    }

    /// What a fault that strikes one session strikes there.
    private var laneOfFault: Lane {
        if fault?.hasPrefix("llm-") == true { return .agent }
        return fault?.hasPrefix("store-") == true ? .queue : .network
    }
}
