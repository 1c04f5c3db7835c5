import EventsAndEffects

/// The agents of another directory, each with something around it.
struct DecoratedAgents: AgentDirectory {
    private let base: any AgentDirectory
    private let decorate: @Sendable (any Agent) -> any Agent

    init(_ base: any AgentDirectory, _ decorate: @escaping @Sendable (any Agent) -> any Agent) {
        self.base = base
        self.decorate = decorate
    }

    func agent(named name: String) -> (any Agent)? {
        base.agent(named: name).map(decorate)
    }
}
