import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// What waits in the buffer goes out with whoever writes next.
    static let crossSessionBuffer = PlantedDefect(
        "cross-session-buffer",
        "One token buffer is shared by the replies of all sessions.",
        expected: ["isolation.state", "isolation.delivery", "ordering.content"],
        parts: { parts in
            parts.changeProcessor { context in
                let buffer = SharedBuffer()
                context.agents = DecoratedAgents(context.agents) {
                    BufferedAgent(base: $0, buffer: buffer)
                }
            }
        }
    )
}

/// Holds a token back until the next one comes.
private final class SharedBuffer: Sendable {
    private let held = Mutex<String?>(nil)

    /// Puts a token in, and takes the one that was there out.
    func exchange(for token: String?) -> String? {
        held.withLock { held in
            defer { held = token }
            return held
        }
    }
}

/// An agent whose tokens, after the first one, go through a buffer.
private struct BufferedAgent: Agent {
    let base: any Agent
    let buffer: SharedBuffer

    func reply(to request: AgentRequest, into tokens: any TokenSink) async throws -> AgentReply {
        let reply = try await base.reply(
            to: request,
            into: BufferedSink(base: tokens, buffer: buffer)
        )
        if let last = buffer.exchange(for: nil) { try tokens.yield(last) }
        return reply
    }

    /// A sink that passes on what the buffer gives out.
    private final class BufferedSink: TokenSink {
        private let base: any TokenSink
        private let buffer: SharedBuffer
        private let hasBegun = Mutex(false)

        init(base: any TokenSink, buffer: SharedBuffer) {
            self.base = base
            self.buffer = buffer
        }

        func yield(_ token: String) throws(AttemptEnded) {
            let isFirst = hasBegun.withLock { hasBegun in
                defer { hasBegun = true }
                return !hasBegun
            }
            if isFirst {
                try base.yield(token)
            } else if let earlier = buffer.exchange(for: token) {
                try base.yield(earlier)
            }
        }
    }
}
