import EventsAndEffects
import Logging
import SimulationKernel

/// A chat server on a stage, with its parts within reach.
final class StagedServer: @unchecked Sendable {
    let chat: ChatServer
    /// What the parts share.
    let context: ServerContext
    let queue: any EventQueueing
    let runner: any EffectRunning
    private let makeSocket: () -> StagedSocket
    /// When `run` returned, in milliseconds.
    var endedAt: Int64?
    private let process: Incarnation

    /// Makes a server; its connections live in `process`, or else in the stage's own.
    init(
        on stage: Stage,
        _ configure: (inout ServerConfiguration) -> Void,
        parts: ServerParts,
        in process: Incarnation? = nil
    ) {
        self.process = process ?? stage.process
        self.makeSocket = stage.socket
        var configuration = ServerConfiguration()
        configure(&configuration)
        let made = Recorded<(ServerContext, any EventQueueing, any EffectRunning)>()
        var parts = parts
        let route = parts.route
        parts.route = { context, queue, runner in
            made.append((context, queue, runner))
            return route(context, queue, runner)
        }
        chat = ChatServer(
            configuration: configuration,
            store: stage.store,
            agents: stage.agents,
            clock: stage.clock,
            identifiers: StagedIdentifiers(
                prefix: "\(configuration.instanceName)-\(stage.milliseconds)"
            ),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            parts: parts
        )
        (context, queue, runner) = made.items[0]
    }

    /// Opens a connection of a session, whose key is `user:agent:thread`.
    @discardableResult
    func connect(_ key: String, _ socket: StagedSocket? = nil) -> StagedSocket {
        let socket = socket ?? makeSocket()
        let ids = key.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let chat = chat
        process.start("connection") {
            await chat.serve(socket, user: ids[0], agent: ids[1], thread: ids[2])
            socket.isServed = false
        }
        return socket
    }
}
