/// One message of the conversation that an agent was given or that a checkpoint holds.
public struct AgentMessage: Sendable, Hashable {
    /// Who speaks: `user` or `assistant`.
    public var role: String
    /// What is said.
    public var text: String

    /// Makes a message.
    public init(role: String, text: String) {
        self.role = role
        self.text = text
    }
}
