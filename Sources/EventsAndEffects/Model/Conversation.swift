/// How a request ended; a request ends exactly once.
public enum Outcome: Hashable, Sendable {
    /// The agent answered with this whole message.
    case answered(String)
    /// Every attempt failed.
    case failed
    /// The client cancelled it.
    case cancelled
}

/// One event's contribution to a conversation, as its checkpoint keeps it.
public struct Turn: Hashable, Sendable {
    /// What the user wrote.
    public let question: String
    /// How it ended.
    public let outcome: Outcome

    /// Makes a turn.
    public init(question: String, outcome: Outcome) {
        self.question = question
        self.outcome = outcome
    }
}

/// A session's processed past: the turns of checkpoints 1, 2 … `sequence`.
///
/// Each checkpoint row keeps its own turn and all rows are kept, so a conversation is the fold of a
/// session's checkpoints; the cost of a commit does not grow with the conversation (FR-011, FR-012).
public struct Conversation: Hashable, Sendable {
    /// The turns in order of their seq.
    public var turns: [Turn]

    /// Makes a conversation of these turns.
    public init(turns: [Turn] = []) {
        self.turns = turns
    }

    /// The seq of the last processed event; 0 before the first.
    public var sequence: Int { turns.count }

    /// What an agent is given with a new question: a failed or cancelled request leaves its user
    /// message and no answer (FR-013).
    public func messages(asking question: String) -> [ChatMessage] {
        var messages: [ChatMessage] = []
        messages.reserveCapacity(turns.count * 2 + 1)
        for turn in turns {
            messages.append(ChatMessage(role: .user, text: turn.question))
            if case .answered(let answer) = turn.outcome {
                messages.append(ChatMessage(role: .assistant, text: answer))
            }
        }
        messages.append(ChatMessage(role: .user, text: question))
        return messages
    }
}

/// One message of the history that an agent is given.
public struct ChatMessage: Hashable, Sendable {
    /// Who said it.
    public enum Role: String, Sendable {
        /// The user.
        case user
        /// The agent.
        case assistant
    }

    /// Who said it.
    public let role: Role
    /// What was said.
    public let text: String

    /// Makes a message.
    public init(role: Role, text: String) {
        self.role = role
        self.text = text
    }
}
