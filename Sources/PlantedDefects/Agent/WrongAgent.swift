import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// One agent answers everybody.
    static let wrongAgent = PlantedDefect(
        "wrong-agent",
        "The agent that a session key names is ignored: the first one that was asked answers all.",
        expected: ["isolation.state"],
        parts: { parts in
            parts.changeProcessor { $0.agents = OneAgent($0.agents) }
        }
    )
}

/// A directory that looks an agent up once.
private final class OneAgent: AgentDirectory {
    private let base: any AgentDirectory
    private let name = Mutex<String?>(nil)

    init(_ base: any AgentDirectory) {
        self.base = base
    }

    func agent(named name: String) -> (any Agent)? {
        let first = self.name.withLock { first in
            if first == nil { first = name }
            return first ?? name
        }
        return base.agent(named: first)
    }
}
