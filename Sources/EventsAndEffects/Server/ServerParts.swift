/// How a server makes its parts: replace one to put another implementation in its place.
///
///     var parts = ServerParts()
///     parts.registry = { MyRegistry() }
///     parts.runner = { context in
///         var context = context
///         context.clock = MyClock(context.clock)
///         return EffectRunner(context: context)
///     }
///     let server = ChatServer(…, parts: parts)
public struct ServerParts: Sendable {
    /// Makes the registry of open connections.
    public var registry: @Sendable () -> any ConnectionTracking = { ConnectionRegistry() }
    /// Makes the runner.
    public var runner: @Sendable (ServerContext) -> any EffectRunning = {
        EffectRunner(context: $0)
    }
    /// Makes the processor.
    public var processor: @Sendable (ServerContext, any EffectRunning) -> any EventProcessing = {
        SessionProcessor(context: $0, runner: $1)
    }
    /// Makes the queue.
    public var queue: @Sendable (ServerContext, any EventProcessing) -> any EventQueueing = {
        EventQueue(context: $0, processor: $1)
    }
    /// Makes the WebSocket entry.
    public var route:
        @Sendable (ServerContext, any EventQueueing, any EffectRunning) -> any FrameRouting = {
            ChatRoute(context: $0, queue: $1, runner: $2)
        }

    /// The shipped parts.
    public init() {}
}
