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
    /// When `run` returned, in milliseconds.
    var endedAt: Int64?
    private let stage: Stage

    init(
        on stage: Stage,
        _ configure: (inout ServerConfiguration) -> Void,
        parts: ServerParts
    ) {
        self.stage = stage
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
        let socket = socket ?? stage.socket()
        let ids = key.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let chat = chat
        stage.process.start("connection") {
            await chat.serve(socket, user: ids[0], agent: ids[1], thread: ids[2])
            socket.isServed = false
        }
        return socket
    }
}
