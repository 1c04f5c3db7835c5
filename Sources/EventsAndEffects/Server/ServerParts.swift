/// How a server makes its parts: replace one to put another implementation in its place.
///
///     var parts = ServerParts(queue: MyQueue.init)
///     parts.runner = { context in
///         var context = context
///         context.clock = MyClock(context.clock)
///         return EffectRunner(context: context)
///     }
///     let server = ChatServer(…, parts: parts)
///
/// The closures are called once for each server that is made, so what a part remembers ends with its
/// server. The same value serves production and a rehearsal.
public struct ServerParts: Sendable {
    /// Makes the registry of open connections.
    public var registry: @Sendable () -> any ConnectionTracking
    /// Makes the runner.
    public var runner: @Sendable (ServerContext) -> any EffectRunning
    /// Makes the processor.
    public var processor: @Sendable (ServerContext, any EffectRunning) -> any EventProcessing
    /// Makes the queue.
    public var queue: @Sendable (ServerContext, any EventProcessing) -> any EventQueueing
    /// Makes the WebSocket entry.
    public var route:
        @Sendable (ServerContext, any EventQueueing, any EffectRunning) -> any FrameRouting

    /// The shipped parts, in place of those that are not given.
    public init(
        registry: @escaping @Sendable () -> any ConnectionTracking = ConnectionRegistry.init,
        runner: @escaping @Sendable (ServerContext) -> any EffectRunning = EffectRunner.init,
        processor:
            @escaping @Sendable (ServerContext, any EffectRunning) -> any EventProcessing =
            SessionProcessor.init,
        queue:
            @escaping @Sendable (ServerContext, any EventProcessing) -> any EventQueueing =
            EventQueue.init,
        route:
            @escaping @Sendable (ServerContext, any EventQueueing, any EffectRunning)
            -> any FrameRouting = ChatRoute.init
    ) {
        self.registry = registry
        self.runner = runner
        self.processor = processor
        self.queue = queue
        self.route = route
    }
}
