import Histories

/// A session's conversation as the committed outcomes make it: who spoke, and a hash of each text.
///
/// A failed or cancelled request leaves its user message and no answer. The last messages are kept
/// one by one, those before them in one hash of all, so that the memory of a session is bounded.
struct Conversation {
    /// How many messages are kept one by one, at least.
    static let recentLimit = 64

    /// One message; the hash is nil when the history does not tell the text.
    struct Entry: Equatable {
        var isUser: Bool
        var text: TextHash?

        init(isUser: Bool, text: String?) {
            self.isUser = isUser
            self.text = text.map(TextHash.init(trimming:))
        }

        /// A message as an agent is given it.
        init(_ message: AgentMessage) {
            self.init(isUser: message.role == "user", text: message.text)
        }

        /// Whether an agent's message can be this one.
        func matches(_ message: Entry) -> Bool {
            isUser == message.isUser && (text == nil || text == message.text)
        }
    }

    /// All messages but the recent ones.
    private var earlier = MessagesHash()
    /// The messages of which the history does not tell the text, by place from 1.
    private var untold = SequenceSet()
    /// The last messages.
    private var recent: [Entry] = []
    /// The seq of the last event whose outcome they hold.
    private(set) var sequence = 0

    /// How many messages there are.
    var count: Int { earlier.count + recent.count }

    /// Adds an event's outcome; one out of turn is left out.
    mutating func append(sequence: Int, text: String?, outcome: Fact) {
        guard sequence == self.sequence + 1 else { return }
        self.sequence = sequence
        append(Entry(isUser: true, text: text))
        if outcome.frame == .final { append(Entry(isUser: false, text: outcome.content)) }
    }

    private mutating func append(_ entry: Entry) {
        recent.append(entry)
        guard recent.count >= 2 * Self.recentLimit else { return }
        for entry in recent.prefix(Self.recentLimit) {
            earlier.append(entry)
            if entry.text == nil { untold.insert(earlier.count) }
        }
        recent.removeFirst(Self.recentLimit)
    }

    /// Says in words how messages differ from the conversation, with one more of the user at its end
    /// if there is a question; nil when they do not.
    func problem(_ messages: [AgentMessage], asking question: Entry? = nil) -> String? {
        let expected = count + (question == nil ? 0 : 1)
        var before = MessagesHash()
        for (index, message) in messages.prefix(expected).enumerated() {
            var entry = Entry(message)
            if index < earlier.count {
                if !untold.isEmpty, untold.contains(index + 1) { entry.text = nil }
                before.append(entry)
                guard before.count == earlier.count, before != earlier else { continue }
                return "one of its first \(earlier.count) messages is not the session's own"
            }
            let place = index - earlier.count
            let own = place < recent.count ? recent[place] : question
            guard let own, !own.matches(entry) else { continue }
            return "\(Phrase.quote(message.text)) of the \(message.role) as message "
                + "\(index + 1), which is not the session's own"
        }
        guard messages.count != expected else { return nil }
        return "\(messages.count) messages; the session's history has \(expected)"
    }
}

/// A 64-bit hash of messages in their order.
struct MessagesHash: Equatable {
    private(set) var count = 0
    private var value: UInt64 = 0

    /// Adds a message.
    mutating func append(_ entry: Conversation.Entry) {
        count += 1
        let text = entry.text?.value ?? 0
        let product = (value ^ text ^ (entry.isUser ? 1 : 2))
            .multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        value = product.high ^ product.low &+ UInt64(count)
    }
}
