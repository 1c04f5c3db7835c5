package import EventsAndEffects
package import SimulationKernel

/// What the client of one session does.
///
/// Determinism: all draws come from children of the stream `clients/session-N`, one per message and
/// per loss of connection, so what is asked for first makes no difference.
package struct SessionPlan: Sendable {
    /// The session's number, from 1 across all groups.
    package let number: Int
    /// The session's key.
    package let key: SessionKey
    /// When it connects first, from the start of the run.
    package let start: Duration
    private let group: ClientGroup
    /// Read once for all messages.
    private let (requestID, text): (TextTemplate, TextTemplate)
    private let stream: RandomStream

    init(number: Int, group: ClientGroup, seed: UInt64) {
        self.number = number
        self.group = group
        (requestID, text) = (TextTemplate(group.requestID), TextTemplate(group.text))
        stream = RandomStream(seed: seed, name: "clients/session-\(number)")
        do {
            key = try TextTemplate(group.sessionKey).sessionKey(number: number)
        } catch {
            preconditionFailure("A scenario is planned only when it has no problems: \(error).")
        }
        var startStream = stream.child("start")
        start = group.start.draw(using: &startStream)
    }

    /// The name of the session's group.
    package var groupName: String { group.name }
    /// Sockets that the session holds at once (tabs).
    package var connections: Int { group.connections }
    /// How many messages it sends.
    package var messageCount: Int { group.messages }
    /// How many of its requests may be unanswered at once.
    package var pipeline: Int { group.pipeline }
    /// Whether it sends unanswered requests again after a reconnect.
    package var resend: Bool { group.resend }
    /// What it does after it lost a connection.
    package var reconnect: Reconnect { group.reconnect }

    /// One of its messages; `index` from 1 to ``messageCount``.
    package func message(_ index: Int) -> MessagePlan {
        var draws = stream.child("message").child(index)
        let isDuplicated = group.duplicate.occurs(using: &draws)
        let thinkTime = group.thinkTime.draw(using: &draws)
        let isFollowed = index > 1 && group.repeated.occurs(using: &draws)
        return MessagePlan(
            requestID: requestID.text(message: "\(index)", session: key, number: number),
            text: text(of: index),
            thinkTime: thinkTime,
            isDuplicated: isDuplicated,
            repeated: isFollowed ? Int(draws.uniform(in: 1...Int64(index - 1))) : nil
        )
    }

    private func text(of index: Int) -> String {
        let text = text.text(message: "\(index)", session: key, number: number)
        guard !text.isEmpty, text.utf8.count < group.textSize else { return text }
        let times = (group.textSize + text.utf8.count) / (text.utf8.count + 1)
        // From bytes, at once: a text that grows is looked through each time.
        let bytes = repeatElement(Array(text.utf8), count: times).joined(
            separator: CollectionOfOne(UInt8(ascii: " "))
        )
        return String(decoding: Array(bytes), as: UTF8.self)
    }

    /// The id that its nth bad frame names, from 1: never that of a message, whose number is of digits
    /// alone.
    package func badRequestID(_ index: Int) -> String {
        requestID.text(message: "b\(index)", session: key, number: number)
    }

    /// How long the client waits after its nth loss of a connection before it connects again.
    ///
    /// - Parameters:
    ///   - loss: the number of the loss, from 1, over all of the session's connections.
    ///   - stayAway: what the fault that caused it says instead of the group, if it does.
    /// - Returns: the wait, or `nil` for the whole safety phase.
    package func reconnectDelay(afterLoss loss: Int, stayAway: Reconnect? = nil) -> Duration? {
        switch stayAway ?? group.reconnect {
        case .never:
            return nil
        case .after(let wait):
            var draws = stream.child("reconnect").child(loss)
            return wait.draw(using: &draws)
        }
    }

    /// A stream for choices that the client makes as the run goes, such as the tab to send on.
    package func stream(_ purpose: String) -> RandomStream {
        stream.child("choices").child(purpose)
    }
}

/// One message that a client sends.
package struct MessagePlan: Equatable, Sendable {
    /// The id of its request.
    package let requestID: String
    /// The text, its placeholders replaced.
    package let text: String
    /// The wait after this message's terminal frame (or its send, when pipelined) to the next send.
    package let thinkTime: Duration
    /// Whether the client sends it twice at once.
    package let isDuplicated: Bool
    /// Which earlier message the client sends again after it, if that is answered; nil: none.
    package let repeated: Int?
}
