/// Where accepted messages are kept, and what recovery and the sweep read back.
///
/// Every method is one transaction. All of them throw `StoreError`; a caller that gets
/// `StoreError.unavailable` does not know whether the transaction took effect, so every method that
/// writes may be called again with the same arguments.
public protocol EventStore: Sendable {
    /// Accepts a message: `seq = max + 1` and the insert in one transaction (FR-001…003).
    ///
    /// A request id that the session has seen before returns the existing event.
    func append(_ draft: EventDraft) async throws -> AppendAnswer

    /// The session's events with a seq above `sequence`, in order of seq.
    func events(of session: SessionKey, after sequence: Int) async throws -> [Event]

    /// The events that have no checkpoint yet, in row order, with what was cancelled of them: what a
    /// server that starts has to process.
    func unprocessed() async throws -> Sweep

    /// What has been appended or cancelled since `position` by any server on this store, at most
    /// `limit` events, in row order; without cancellations if there may be more events.
    func sweep(after position: SweepPosition, limit: Int) async throws -> Sweep

    /// Notes that a client wants a request stopped, so that the session's owner sees it.
    ///
    /// Ignored for a request that is unknown or has its checkpoint. Cancelling twice is once.
    func cancel(request requestID: String, of session: SessionKey) async throws
}

/// What `append` did.
public struct AppendAnswer: Hashable, Sendable {
    /// The event of that request, new or existing.
    public let event: Event
    /// Its place in row order.
    public let position: Int64
    /// Whether the request was seen before.
    public let isDuplicate: Bool

    /// Makes an answer.
    public init(event: Event, position: Int64, isDuplicate: Bool) {
        self.event = event
        self.position = position
        self.isDuplicate = isDuplicate
    }
}

/// How far a server has read the rows that others may have written.
public struct SweepPosition: Hashable, Sendable {
    /// The last event row read; 0 before the first.
    public var event: Int64
    /// The last cancellation row read; 0 before the first.
    public var cancellation: Int64

    /// Makes a position.
    public init(event: Int64 = 0, cancellation: Int64 = 0) {
        self.event = event
        self.cancellation = cancellation
    }
}

/// A client's wish to stop a request.
public struct Cancellation: Hashable, Sendable {
    /// The session of the request.
    public let sessionKey: SessionKey
    /// The request.
    public let requestID: String

    /// Makes a cancellation.
    public init(sessionKey: SessionKey, requestID: String) {
        self.sessionKey = sessionKey
        self.requestID = requestID
    }
}

/// Rows that a server reads to learn what it has not been told.
public struct Sweep: Hashable, Sendable {
    /// Events in row order.
    public var events: [Event]
    /// Cancellations in row order.
    public var cancellations: [Cancellation]
    /// What is wrong with the rows that cannot be read and were passed over: one session's broken row
    /// keeps no other session waiting.
    public var unreadable: [String]
    /// Where the next sweep goes on.
    public var position: SweepPosition

    /// Makes a sweep.
    public init(
        events: [Event],
        cancellations: [Cancellation],
        unreadable: [String] = [],
        position: SweepPosition
    ) {
        self.events = events
        self.cancellations = cancellations
        self.unreadable = unreadable
        self.position = position
    }
}
