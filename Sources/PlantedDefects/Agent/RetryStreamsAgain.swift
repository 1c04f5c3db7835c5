import EventsAndEffects

extension PlantedDefect {
    /// The client sees the beginning of the reply twice.
    static let retryStreamsAgain = PlantedDefect(
        "retry-streams-again",
        "A retry sends its tokens again to the connection that saw those of the failed attempt.",
        expected: ["ordering.tokens"],
        parts: { parts in
            parts.changeProcessor { context in
                let registry = context.registry
                context.agents = DecoratedAgents(context.agents) {
                    StreamingAgain(base: $0, registry: registry)
                }
            }
        }
    )
}

/// An agent whose second and further attempts stream to whoever is connected.
private struct StreamingAgain: Agent {
    let base: any Agent
    let registry: any ConnectionTracking

    func reply(to request: AgentRequest, into tokens: any TokenSink) async throws -> AgentReply {
        guard request.attempt > 1 else { return try await base.reply(to: request, into: tokens) }
        // Not to those to whom something earlier is still to be delivered: that is another defect.
        let audience = registry.connections(of: request.sessionKey).filter {
            $0.handedThrough >= request.sequence - 1
        }
        let echo = Echo(base: tokens, request: request, audience: audience)
        return try await base.reply(to: request, into: echo)
    }

    /// A sink that sends each token that is wanted.
    private struct Echo: TokenSink {
        let base: any TokenSink
        let request: AgentRequest
        let audience: [Connection]

        func yield(_ token: String) throws(AttemptEnded) {
            try base.yield(token)
            for connection in audience {
                connection.send(
                    .token(requestID: request.requestID, value: token),
                    answering: request.sequence
                )
            }
        }
    }
}
