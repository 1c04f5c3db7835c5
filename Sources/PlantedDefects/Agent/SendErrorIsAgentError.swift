import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// A socket's failure becomes the model's.
    static let sendErrorIsAgentError = PlantedDefect(
        "send-error-is-agent-error",
        "An exception from the socket counts as the agent's failure: the model runs again.",
        expected: ["durability.history", "ordering.processing"],
        parts: { parts in
            parts.changeProcessor { context in
                let registry = context.registry
                context.agents = DecoratedAgents(context.agents) {
                    FragileAgent(base: $0, registry: registry)
                }
            }
        }
    )
}

/// An agent whose stream breaks with a connection of those that it began with.
private struct FragileAgent: Agent {
    let base: any Agent
    let registry: any ConnectionTracking

    func reply(to request: AgentRequest, into tokens: any TokenSink) async throws -> AgentReply {
        let audience = registry.connections(of: request.sessionKey)
        let sink = FragileSink(base: tokens, audience: audience)
        do { return try await base.reply(to: request, into: sink) } catch {
            if sink.isBroken { throw SocketClosed() }
            throw error
        }
    }

    /// A sink that takes no more once a socket has failed.
    private final class FragileSink: TokenSink {
        private let base: any TokenSink
        private let audience: [Connection]
        private let failed = Mutex(false)

        init(base: any TokenSink, audience: [Connection]) {
            self.base = base
            self.audience = audience
        }

        var isBroken: Bool { failed.withLock { $0 } }

        func yield(_ token: String) throws(AttemptEnded) {
            guard audience.allSatisfy(\.isOpen) else {
                failed.withLock { $0 = true }
                throw AttemptEnded()
            }
            try base.yield(token)
        }
    }
}
