import Histories

/// A session's conversation as the committed outcomes make it: who spoke, and a hash of each text.
///
/// A failed or cancelled request leaves its user message and no answer.
struct Conversation {
    /// One message; the hash is nil when the history does not tell the text.
    struct Entry: Equatable {
        var isUser: Bool
        var text: TextHash?

        /// Whether an agent's message can be this one.
        func matches(_ message: AgentMessage) -> Bool {
            isUser == (message.role == "user")
                && (text.map { $0 == TextHash(trimming: message.text) } ?? true)
        }
    }

    /// The messages so far.
    private(set) var entries: [Entry] = []
    /// The seq of the last event whose outcome they hold.
    private(set) var sequence = 0

    /// Adds an event's outcome; one out of turn is left out.
    mutating func append(sequence: Int, text: String?, outcome: Fact) {
        guard sequence == self.sequence + 1 else { return }
        self.sequence = sequence
        entries.append(Self.user(text))
        if outcome.frame == .final {
            entries.append(
                Entry(isUser: false, text: outcome.content.map(TextHash.init(trimming:)))
            )
        }
    }

    /// The entry of a user's message.
    static func user(_ text: String?) -> Entry {
        Entry(isUser: true, text: text.map(TextHash.init(trimming:)))
    }
}
