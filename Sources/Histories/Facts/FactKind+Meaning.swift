extension FactKind {
    /// What was observed, in a sentence.
    package var meaning: String {
        switch self {
        case .clientConnected: "A client's connection is open."
        case .clientSent: "A frame left a client."
        case .tokenReceived: "A token came in at a client."
        case .terminalReceived: "A final, error or cancelled frame came in at a client."
        case .clientDisconnected: "A connection ended, as its client sees it."
        case .frameArrived: "A client's frame reached the server."
        case .tokenSent: "The server handed a token to a socket."
        case .terminalSent:
            "The server handed the terminal frame of an accepted request to a socket."
        case .errorSent: "The server handed an error frame for anything else to a socket."
        case .sendBlocked: "A send waits for room in the buffer."
        case .sendResumed: "A buffer in which a send was waiting has room again."
        case .frameDropped: "A frame was lost."
        case .connectionOpened: "The server has a new connection."
        case .connectionClosed: "A connection ended, as the network sees it."
        case .socketReleased: "The server holds no reference to a socket any more."
        case .storeCalled: "The store was asked for something."
        case .storeReturned: "The store answered."
        case .storeRefused: "The store failed."
        default: storeMeaning
        }
    }

    private var storeMeaning: String {
        switch self {
        case .eventAppended: "A new event was committed: its request is accepted."
        case .eventDuplicate: "An event that was there already was offered again."
        case .checkpointCommitted: "A checkpoint was committed: an event has its outcome."
        case .effectCreated: "A new effect was committed."
        case .effectDuplicate: "An effect that was there already was offered again."
        case .effectClaimed: "An effect went from pending to executing."
        case .effectCompleted: "An effect went from executing to completed."
        case .effectReleased: "An effect went from executing back to pending."
        case .effectFailed: "An effect went from executing to failed."
        case .leaseTaken: "A session has a new owner."
        case .leaseLost: "A server found that it owns a session no more."
        case .checkpointLoaded: "A conversation was read."
        case .storeMigrated: "The schema was brought up to date."
        case .diskTorn: "A power loss tore a write."
        case .storeInspected: "The harness read a row for itself, at a restart or at the end."
        default: serverMeaning
        }
    }

    private var serverMeaning: String {
        switch self {
        case .agentInvoked: "An attempt of the agent begins."
        case .agentToken: "The agent yielded a token."
        case .agentFinished: "An attempt ended with a result."
        case .agentFailed: "An attempt failed of itself."
        case .agentAbandoned: "The server cancelled an attempt or gave it up."
        case .agentTokenRefused: "A token came after the end of its attempt, and was turned away."
        case .serverStarted: "A server begins a life."
        case .serverCrashed: "A server died between two steps."
        case .serverStopped: "A graceful stop is done."
        case .serverInspected: "The harness asked a server how much it holds in memory."
        case .livelockFound: "Servers are at work for ever, and time does not go on."
        case .faultInjected: "A fault happens."
        case .faultHealed: "A fault is over."
        case .phaseChanged: "Another phase of the run begins."
        default: preconditionFailure("Every kind of fact has its meaning here: \(rawValue).")
        }
    }
}
