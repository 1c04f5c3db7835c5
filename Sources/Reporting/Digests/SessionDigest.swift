/// What happened in one session.
struct SessionDigest {
    /// The session's number, from 1.
    let number: Int
    /// Its key.
    let key: String
    /// Its requests: the accepted ones by seq, then the others in the order of their first send.
    var requests: [RequestDigest] = []
    /// The times at which its connections were open, by their numbers.
    var connections: [Int: ConnectionDigest] = [:]
    /// How often its client lost a connection.
    var disconnectCount = 0
    /// How many faults struck it.
    var faultCount = 0
    /// The responses that were delivered late or again.
    var redeliveries: [Redelivery] = []

    init(number: Int, key: String) {
        self.number = number
        self.key = key
    }

    /// How many requests were accepted.
    var acceptedCount: Int { requests.count { $0.appended != nil } }

    /// How many requests were answered.
    var answeredCount: Int { requests.count { $0.received != nil } }

    /// How often the agent was asked again.
    var retryCount: Int { requests.reduce(0) { $0 + max(0, $1.attempts.count - 1) } }

    /// Whether the first terminal frames came in the order in which the requests were accepted.
    var isInOrder: Bool {
        let positions = requests.filter { $0.appended != nil && $0.received != nil }
            .map(\.receivedPosition)
        return zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 }
    }

    /// From the first send to the terminal frame, of all answered requests.
    var latencies: Percentiles { Percentiles(requests.compactMap(\.latency)) }

    /// How much there is to tell of the session.
    var interest: Int { redeliveries.count + retryCount + faultCount }
}

/// When a connection was open, as its server or its client saw it, whichever saw the end first.
struct ConnectionDigest: Equatable {
    /// When it was opened.
    let opened: Int64
    /// When it ended; nil if that was not seen.
    var ended: Int64?
}
