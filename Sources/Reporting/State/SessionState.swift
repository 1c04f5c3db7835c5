import Histories

/// What is going on in one session at an instant.
struct SessionState {
    /// An accepted event whose outcome is not committed.
    struct QueuedEvent {
        /// What is being done about it.
        enum Stage: String {
            case waiting
            case running = "being processed"
            case backingOff = "backing off"
            case finished = "finished, being committed"
            case lost = "lost with its server"
        }

        let sequence: Int
        let request: String
        var stage = Stage.waiting
        var since: Int64
    }

    /// An attempt of the agent that goes on.
    struct Stream {
        let request: String
        let attempt: Int
        let instance: Int
        let since: Int64
        var tokens = 0
    }

    /// An effect that is neither completed nor failed.
    struct OutboxRow {
        let request: String
        let effect: String
        var status = "pending"
        var attempt = 0
        var since: Int64
    }

    /// The open connections, with the instants at which they were opened.
    var connections: [(number: Int, since: Int64)] = []
    /// The requests that the client has not seen the end of.
    var unanswered: [(request: String, since: Int64)] = []
    /// The events beyond the last checkpoint.
    var queue: [QueuedEvent] = []
    /// The attempts that go on; more than one only if something is wrong.
    var streams: [Stream] = []
    /// The effects to be delivered.
    var outbox: [OutboxRow] = []
    /// How many requests have been answered, as the client sees it.
    var answered = 0

    /// Whether nothing is going on, apart from open connections.
    var isQuiet: Bool {
        unanswered.isEmpty && queue.isEmpty && streams.isEmpty && outbox.isEmpty
    }
}
