public import Logging
import Synchronization

/// An events & effects chat server: wires the parts and gives them one life.
///
///     let server = ChatServer(
///         configuration: try ServerConfiguration(environment: environment),
///         store: try SQLiteStore(.file("chat.sqlite")), agents: agents,
///         clock: clock, identifiers: identifiers, logger: logger)
///     async let life: Void = server.run()
///     // for every WebSocket: await server.serve(socket, user: …, agent: …, thread: …)
///     server.stop()
///     await server.waitUntilStopped()
public final class ChatServer: Sendable {
    private let context: ServerContext
    private let queue: any EventQueueing
    private let runner: any EffectRunning
    private let route: any FrameRouting
    private let stopRequest = OneShot<Void>()
    private let hasStopped = OneShot<Void>()
    private let hasRun = Mutex(false)

    /// Makes a server; it does nothing until it runs.
    public init(
        configuration: ServerConfiguration,
        store: any Store,
        agents: any AgentDirectory,
        clock: any ServerClock,
        identifiers: any IdentifierSource,
        logger: Logger,
        parts: ServerParts = ServerParts()
    ) {
        let registry = parts.registry()
        let leases = LeaseKeeper(
            configuration: configuration,
            store: store,
            registry: registry,
            clock: clock,
            logger: logger
        )
        context = ServerContext(
            configuration: configuration,
            store: store,
            agents: agents,
            clock: clock,
            identifiers: identifiers,
            logger: logger,
            registry: registry,
            leases: leases,
            scope: TaskScope(),
            openRequests: OpenRequests(),
            retrier: StoreRetrier(delay: configuration.retryDelay, clock: clock, logger: logger)
        )
        runner = parts.runner(context)
        queue = parts.queue(context, parts.processor(context, runner))
        route = parts.route(context, queue, runner)
    }

    /// How many events wait or are being processed.
    public var queueDepth: Int { get async { await queue.depth } }

    /// How much it holds in memory.
    ///
    /// Each figure is of its own moment: the server goes on meanwhile.
    public var gauges: ServerGauges {
        get async {
            ServerGauges(
                connectedSessions: context.registry.sessions.count,
                requests: context.openRequests.count,
                eventLanes: await queue.laneCount,
                deliveryLanes: await runner.laneCount,
                leases: await context.leases.count
            )
        }
    }

    /// Runs the server until `stop` is called or the task is cancelled: takes over what an earlier
    /// server left, works, and ends what it has begun.
    ///
    /// Returns when all its tasks have ended. An agent that ignores its cancellation is one of them
    /// and may keep it from returning: who must not wait for such an agent waits with
    /// `waitUntilStopped` and ends the process.
    ///
    /// Runs once; a second call returns at once.
    public func run() async {
        let isSecondRun = hasRun.withLock { hasRun in
            defer { hasRun = true }
            return hasRun
        }
        if isSecondRun {
            context.logger.warning("the server runs already, or has run")
            return
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.context.scope.run() }
            group.addTask { await self.context.leases.run() }
            group.addTask { await self.runner.run() }
            group.addTask {
                do { try await self.queue.recover() } catch { return }
                await self.queue.run()
            }
            if await stopRequest.wait() != nil { await endGracefully() }
            context.scope.finish()
            group.cancelAll()
            hasStopped.fulfill(())
        }
    }

    /// Asks for a graceful stop: `run` returns when it is done.
    public func stop() {
        stopRequest.fulfill(())
    }

    /// Waits until the server has stopped, which takes bounded time whatever its agents do.
    ///
    /// Attempts and deliveries are ended then, connections closed and leases released: the process
    /// may exit. Returns also when the calling task is cancelled.
    public func waitUntilStopped() async {
        _ = await hasStopped.wait()
    }

    /// Serves a WebSocket connection of an authenticated user until it closes (FR-005, FR-007).
    ///
    /// A connection whose ids do not make a session key is closed with 1008, one that comes while
    /// the server stops with 1001.
    public func serve(
        _ socket: any Socket,
        user: String,
        agent: String,
        thread: String
    ) async {
        let session: SessionKey
        do throws(SessionKeyError) {
            session = try SessionKey(user: user, agent: agent, thread: thread)
        } catch {
            context.logger.info("connection refused", metadata: ["error": "\(error)"])
            socket.close(.policyViolation)
            return
        }
        guard stopRequest.value == nil else {
            socket.close(.goingAway)
            return
        }
        let connection = Connection(
            sessionKey: session,
            socket: socket,
            configuration: context.configuration,
            clock: context.clock,
            scope: context.scope
        )
        context.registry.add(connection)
        await route.serve(connection)
        connection.closed()
        context.registry.remove(connection)
        await runner.connectionClosed(connection)
        await context.leases.connectionClosed(of: session)
    }

    /// Ends running attempts, then deliveries, then connections, then leases.
    private func endGracefully() async {
        let limit = context.configuration.stopLimit
        await context.leases.stopWaiting()
        await queue.stop(within: limit)
        await runner.stop(within: limit)
        for session in context.registry.sessions.sorted() {
            for connection in context.registry.connections(of: session) {
                connection.close(.goingAway)
            }
        }
        // A message that the store has not taken by now is sent again to the next server.
        context.giveUpOnStore()
        await context.leases.releaseAll()
    }
}
