import EventsAndEffects
import Synchronization

extension PlantedDefect {
    /// The reconnect poll finds nothing.
    static let pollByThread = PlantedDefect(
        "poll-by-thread",
        "The reconnect poll looks for the thread id instead of the session key.",
        expected: ["latency.redelivery"]
    ) { store in
        var parts = ServerParts()
        parts.runner = { ReconnectRunner($0) }
        parts.route = { context, queue, runner in
            ChatRoute(context: context, queue: queue, runner: ThreadPoll(runner))
        }
        return (parts, store)
    }
}

/// A runner whose periodic poll leaves a session that was away to the reconnect poll.
private final class ReconnectRunner: ChoosyRunner, @unchecked Sendable {
    private let away = Mutex<Set<SessionKey>>([])

    override func isPolled(_ session: SessionKey) -> Bool {
        away.withLock { !$0.contains(session) }
    }

    override func connectionClosed(_ connection: Connection) async {
        await super.connectionClosed(connection)
        let session = connection.sessionKey
        guard context.registry.connections(of: session).isEmpty else { return }
        away.withLock { _ = $0.insert(session) }
    }
}

/// The runner as the route knows it: the session it asks for is the thread, and no effect has that
/// for a key.
private final class ThreadPoll: RunnerDecorator, @unchecked Sendable {
    override func pollForSession(_ session: SessionKey) async {}
}
