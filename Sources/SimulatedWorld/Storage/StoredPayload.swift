import EventsAndEffects
package import Histories

/// What the payload of an event says, read by the form in which every release finds it.
///
/// The harness spells the members of stored payloads by itself, as it does those of frames: read with
/// the server's own reader, a form that one release writes and reads, and no other one can, would pass.
package struct StoredMessage {
    /// The client's name for the request.
    package let request: String
    /// What the client wrote.
    package let content: String

    /// Reads a payload; nil if it is not of that form.
    package init?(_ payload: String) {
        guard let json = try? JSONReader.read(payload), let request = json["requestId"]?.string,
            let content = json["content"]?.string
        else { return nil }
        (self.request, self.content) = (request, content)
    }
}

/// What the payload of a checkpoint says, read likewise.
package struct StoredTurn {
    /// The outcome's word in facts: `answered`, `failed` or `cancelled`.
    package let outcome: String
    /// What it adds to the conversation.
    package let messages: [AgentMessage]

    /// Reads a payload; nil if it is not of that form.
    package init?(_ payload: String) {
        guard let json = try? JSONReader.read(payload), let question = json["user"]?.string,
            let outcome = json["outcome"]?.string
        else { return nil }
        let user = AgentMessage(role: "user", text: question)
        switch outcome {
        case "answered":
            guard let answer = json["assistant"]?.string else { return nil }
            messages = [user, AgentMessage(role: "assistant", text: answer)]
        case "failed", "cancelled": messages = [user]
        default: return nil
        }
        self.outcome = outcome
    }
}
