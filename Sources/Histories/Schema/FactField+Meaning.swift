extension FactField {
    /// What a fact's field says, in a sentence.
    var meaning: String {
        switch self {
        case .kind: "What was observed, and at which seam."
        case .step: "The scheduling step; the number of the line if it is missing."
        case .time: "Nanoseconds since the start; no fact is earlier than the one before it."
        case .instance: "The server, from 1."
        case .incarnation: "The life of that server, from 1; each start begins a new one."
        case .session: "The session's key, userId:agentId:threadId."
        case .connection: "The connection, from 1, unique over the whole history."
        case .request: "The requestId."
        case .frame: "What the frame is."
        case .sequence: "The seq of the event, from 1."
        case .attempt: "The attempt of the agent at an event, or the attempt_count of an effect."
        case .effect: "The effect's id in the store."
        case .content: "The text of a frame: a message's content, a token's value, an answer."
        case .operation: "The store's operation."
        case .call: "The call of the store, from 1, unique over the whole history."
        case .status: "An effect's status, an outcome, or a reason in one word."
        case .style: "How a connection ended."
        case .code: "The WebSocket close code."
        case .origin: "Who ended a connection or lost a frame."
        case .agent: "The agent that was invoked."
        case .messages: "The conversation, as pairs of role and text."
        case .dedupeKey: "The effect's dedupe_key."
        case .fault: "The kind of the fault."
        case .latency: "The latency that a frame claims, in milliseconds."
        case .usage:
            "The tokens that an agent reports or a frame claims: how many were read and written."
        case .generation: "The generation of a lease."
        case .phase: "The phase that begins."
        case .count: "How many: the unfinished tasks of a stop."
        case .table:
            "The table of a row that was read in an inspection of the store; end closes it."
        case .fields: "The other columns of that row, as pairs of name and value."
        case .note: "Anything else, in words."
        }
    }
}

extension SettingsCodec.Field {
    /// What a setting says, in a sentence; durations are nanoseconds.
    var meaning: String {
        switch self {
        case .acknowledgements: "Whether clients acknowledge terminal frames."
        case .acknowledgementTimeout: "How long the runner waits for one, in nanoseconds."
        case .agentTimeout: "How long an attempt of the agent may take, in nanoseconds."
        case .retryDelay: "The back-off before the second attempt, in nanoseconds."
        case .maximumAttempts: "How often the agent is asked for one event at most."
        case .effectTimeToLive: "The age at which an undelivered effect fails, in nanoseconds."
        case .streaming: "How tokens reach clients."
        case .pollInterval: "The runner's poll interval, in nanoseconds."
        case .queueInterval: "The queue's sweep interval, in nanoseconds."
        case .instances: "How many servers share the store."
        case .lease: "How long a lease is held without renewal, in nanoseconds."
        case .resendingSessions:
            "The sessions whose clients resend after a reconnect, as [first, last] numbers."
        }
    }
}

extension HeaderCodec.Field {
    /// What a member of the header says, in a sentence.
    var meaning: String {
        switch self {
        case .history: "The version of the format."
        case .scenario: "The scenario; empty for a history from elsewhere."
        case .seed: "The seed."
        case .fingerprint: "The run's fingerprint, if it has one."
        case .build: "The build that made the history."
        case .settings: "The settings of the server; those left out have their defaults."
        case .observed:
            "The kinds of fact that the source can observe. An invariant that needs another one is "
                + "inconclusive, never passed; so is every one that compared nothing, if this is "
                + "left out."
        case .sessions: "The sessions' keys, numbered from 1; others may follow in the facts."
        }
    }
}
