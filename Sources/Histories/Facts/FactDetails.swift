/// The fields that only a few kinds of fact fill.
///
/// They live in a box, so that a fact of the token path stays small and is made without an
/// allocation.
public struct FactDetails: Sendable, Equatable {
    /// An effect's status, an outcome, or a reason in one word.
    public var status: String?
    /// How a connection ended.
    public var style: ClosingStyle?
    /// The WebSocket close code.
    public var code: Int?
    /// Who ended a connection or lost a frame.
    public var origin: ClosingOrigin?
    /// The agent that was invoked.
    public var agent: String?
    /// The conversation that an agent was given or that a checkpoint holds.
    public var messages: [AgentMessage]?
    /// An effect's deduplication key (FR-018).
    public var dedupeKey: String?
    /// The kind of a fault.
    public var fault: String?
    /// The latency that a frame claims, in milliseconds.
    public var latency: Int?
    /// The tokens that an agent reports or a frame claims.
    public var usage: TokenCounts?
    /// A lease's generation.
    public var generation: Int?
    /// The phase that begins.
    public var phase: Phase?
    /// A number of things: the unfinished tasks of a stop.
    public var count: Int?
    /// The table of an inspected row.
    public var table: StoreTable?
    /// The columns of an inspected row that have no field of their own, in the table's order.
    public var fields: [StoreField]?
    /// Anything else, in words.
    public var note: String?

    /// Makes empty details.
    public init() {}
}

/// How many tokens an agent has read and written for an answer (US1).
public struct TokenCounts: Sendable, Hashable {
    /// How many it has read.
    public var input: Int
    /// How many it has written.
    public var output: Int

    /// Makes counts.
    public init(input: Int, output: Int) {
        self.input = input
        self.output = output
    }
}

/// A column of an inspected row.
public struct StoreField: Sendable, Hashable {
    /// The column.
    public var name: String
    /// Its value, as text.
    public var value: String

    /// Makes a column with its value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
