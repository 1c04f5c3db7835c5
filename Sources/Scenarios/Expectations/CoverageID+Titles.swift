extension CoverageID {
    /// What the specification asks under this id, in a few words.
    package var title: String {
        switch self {
        case .userStory(let number): Self.userStories[number - 1]
        case .requirement(let number): Self.requirements[number - 1]
        case .successCriterion(let number): Self.successCriteria[number - 1]
        }
    }

    /// The titles of US1 and so on; there are as many ids as titles.
    static let userStories = [
        "an answer is streamed through events and effects",
        "an answer is delivered on reconnection",
        "users and threads are isolated",
        "the same effect is not executed twice",
    ]

    /// The titles of FR-001 and so on.
    static let requirements = [
        "messages become user_message events",
        "seq grows by one per session",
        "an event has id, session_key, seq, type, payload, created_at",
        "strict order per session",
        "a session key is userId:agentId:threadId",
        "everything is partitioned by session key",
        "the parts of a session key are validated",
        "a queue per session",
        "one event at a time per session",
        "sessions run concurrently",
        "load checkpoint, run agent, make effects, commit",
        "the checkpoint is loaded before each event",
        "the agent gets the user's message",
        "tokens are collected into one complete message",
        "checkpoint and effects are committed together",
        "answers are send_message effects",
        "an effect has its columns, attempts and dedupe key included",
        "a dedupe key is stable",
        "a unique dedupe key prevents a second execution",
        "a background worker polls for effects",
        "effects are delivered over the WebSocket",
        "pending, executing, completed or failed",
        "tokens are sent one by one",
        "a failed send goes back to pending, with attempt count and time",
        "a reconnection is noticed",
        "a reconnection triggers a poll",
        "effects are delivered in the order of their creation",
        "the frames are unchanged",
        "streaming, errors and cancels behave as before",
        "users see no new failures",
        "speed is kept",
    ]

    /// The titles of SC-001 and so on.
    static let successCriteria = [
        "no visible change",
        "the tables hold every message and answer",
        "nothing is lost by a disconnect in mid-answer",
        "no contamination between sessions",
        "no duplicate delivery",
        "the first token comes within 10 % of direct streaming",
        "100 concurrent sessions in order",
    ]
}
