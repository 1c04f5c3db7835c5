/// Sessions that behave alike: one client each, with one or more tabs.
package struct ClientGroup: Equatable, Sendable {
    /// The group's name in selectors.
    package var name = "clients"
    /// How many sessions the group has, at least 1.
    package var sessions: Int
    /// The key of each session; `{n}` is its number, counted from 1 across all groups.
    package var sessionKey = "user-{n}:helper:thread-{n}"
    /// Sockets that a session holds at once (tabs), at least 1.
    package var connections: Int = 1
    /// When a session connects first, from the start of the run.
    package var start: Distribution<Duration> = .uniform(.zero ... .seconds(2))
    /// How many messages a session sends.
    package var messages: Int = 10
    /// The id of a message's request; see ``TextTemplate``.
    ///
    /// It names `{i}`: within a session no id comes twice.
    package var requestID = "s{n}-r{i}"
    /// The text of a message; see ``TextTemplate``.
    package var text = "message {i} of {session}"
    /// How many bytes a message has at least, from 1: a shorter text is written again and again.
    package var textSize = 1
    /// The wait from a terminal frame (or the send, when pipelined) to the next send.
    package var thinkTime: Distribution<Duration> = .uniform(.seconds(1) ... .seconds(3))
    /// How many requests may be unanswered at once, at least 1.
    package var pipeline: Int = 1
    /// What a client does after it lost a connection.
    package var reconnect: Reconnect = .after(.uniform(.milliseconds(500) ... .seconds(3)))
    /// Whether unanswered requests are sent again, with the same requestId, after a reconnect.
    package var resend = true
    /// The share of messages that the client sends twice at once.
    package var duplicate = Share.zero
    /// The share of messages after which the client sends an earlier one, answered long ago, again.
    package var repeated = Share.zero

    /// Makes a group with the documented defaults.
    package init(sessions: Int) {
        self.sessions = sessions
    }
}

/// What a client does after it lost a connection.
package enum Reconnect: Equatable, Sendable {
    /// Connects again after that time.
    case after(Distribution<Duration>)
    /// Stays away until the liveness phase begins.
    case never
}
