extension Fact {
    /// An effect's status, an outcome, or a reason in one word.
    public var status: String? { details?.status }
    /// How a connection ended.
    public var style: ClosingStyle? { details?.style }
    /// The WebSocket close code.
    public var code: Int? { details?.code }
    /// Who ended a connection or lost a frame.
    public var origin: ClosingOrigin? { details?.origin }
    /// The agent that was invoked.
    public var agent: String? { details?.agent }
    /// The conversation that an agent was given or that a checkpoint holds.
    public var messages: [AgentMessage]? { details?.messages }
    /// An effect's deduplication key.
    public var dedupeKey: String? { details?.dedupeKey }
    /// The kind of a fault.
    public var fault: String? { details?.fault }
    /// The latency that a frame claims, in milliseconds.
    public var latency: Int? { details?.latency }
    /// The tokens that an agent reports or a frame claims.
    public var usage: TokenCounts? { details?.usage }
    /// A lease's generation.
    public var generation: Int? { details?.generation }
    /// The phase that begins.
    public var phase: Phase? { details?.phase }
    /// A number of things: the unfinished tasks of a stop.
    public var count: Int? { details?.count }
    /// The table of an inspected row.
    public var table: StoreTable? { details?.table }
    /// The columns of an inspected row that have no field of their own.
    public var fields: [StoreField]? { details?.fields }
    /// Anything else, in words.
    public var note: String? { details?.note }
}
