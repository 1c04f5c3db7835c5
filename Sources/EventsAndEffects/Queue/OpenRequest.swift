import Synchronization

/// An accepted request that this server has not finished, and the wish to stop it.
///
/// Cancelling takes effect in the step in which the cancel frame is taken: nothing may be committed
/// for the request afterwards but `cancelled`.
public final class OpenRequest: Sendable {
    /// Why work on a request ends early.
    public enum Interruption: Hashable, Sendable {
        /// The client cancelled it.
        case cancelled
        /// The server stops; the event stays for the next one.
        case stopping
    }

    private struct State {
        var isCancelled = false
        var isStopped = false
        var answer: AgentAnswer?
        var interrupt: (@Sendable (Interruption) -> Void)?
    }

    /// The event of the request.
    public let event: Event
    private let state = Mutex(State())

    /// Makes a request of its event.
    package init(event: Event) {
        self.event = event
    }

    /// Whether the client wants it stopped.
    public var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Whether the server stops, and no attempt may begin.
    public var isStopped: Bool { state.withLock { $0.isStopped } }

    /// What an agent has answered, if that is not committed yet.
    public var answer: AgentAnswer? { state.withLock { $0.answer } }

    /// Keeps what an agent has answered until it is committed, even if that takes another lease: no
    /// agent is asked twice because of a store's outage.
    public func keep(_ answer: AgentAnswer) {
        state.withLock { $0.answer = answer }
    }

    /// Notes that the client wants it stopped, and stops what is being done for it.
    package func cancel() {
        let interrupt = state.withLock { state in
            state.isCancelled = true
            return state.interrupt
        }
        interrupt?(.cancelled)
    }

    /// Stops what is being done for it, now and from now on; the request stays open.
    public func stop() {
        let interrupt = state.withLock { state in
            state.isStopped = true
            return state.interrupt
        }
        interrupt?(.stopping)
    }

    /// Runs `operation` while `interrupt` is what stops it.
    public func interruptible<Result>(
        by interrupt: @escaping @Sendable (Interruption) -> Void,
        _ operation: () async -> Result
    ) async -> Result {
        state.withLock { $0.interrupt = interrupt }
        defer { state.withLock { $0.interrupt = nil } }
        return await operation()
    }
}

/// The requests that this server has accepted or taken over and not finished.
///
/// Also those that it is about to accept: they may be committed before it knows, and a cancel that
/// comes over another connection in between counts.
public final class OpenRequests: Sendable {
    private struct State {
        var requests: [SessionKey: [OpenRequest]] = [:]
        var expected: [SessionKey: [Expected]] = [:]
    }

    /// A request whose acceptance has not returned.
    private struct Expected {
        let requestID: String
        /// How many times it is being accepted: a client may send it twice.
        var count = 1
        var isCancelled = false
    }

    private let state = Mutex(State())

    package init() {}

    /// Takes note that a request is about to be accepted.
    public func expect(_ requestID: String, of session: SessionKey) {
        state.withLock { state in
            var expected = state.expected[session] ?? []
            if let index = expected.firstIndex(where: { $0.requestID.isExactly(requestID) }) {
                expected[index].count += 1
            } else {
                expected.append(Expected(requestID: requestID))
            }
            state.expected[session] = expected
        }
    }

    /// Takes note that a request was accepted, and opened, or will not be.
    public func endExpecting(_ requestID: String, of session: SessionKey) {
        state.withLock { state in
            guard var expected = state.expected[session],
                let index = expected.firstIndex(where: { $0.requestID.isExactly(requestID) })
            else { return }
            expected[index].count -= 1
            if expected[index].count == 0 { expected.remove(at: index) }
            state.expected[session] = expected.isEmpty ? nil : expected
        }
    }

    /// How many there are, those included that are being accepted.
    public var count: Int {
        state.withLock { state in
            state.requests.values.reduce(0) { $0 + $1.count }
                + state.expected.values.reduce(0) { $0 + $1.count }
        }
    }

    /// Opens a request.
    public func open(_ event: Event) -> OpenRequest {
        let request = OpenRequest(event: event)
        let session = event.sessionKey
        let isCancelled = state.withLock { state in
            state.requests[session, default: []].append(request)
            return state.expected[session]?.contains { expected in
                expected.requestID.isExactly(event.message.requestID) && expected.isCancelled
            } ?? false
        }
        if isCancelled { request.cancel() }
        return request
    }

    /// Closes a request that is finished, or another server's by now.
    public func close(_ request: OpenRequest) {
        state.withLock { state in
            let session = request.event.sessionKey
            state.requests[session]?.removeAll { $0 === request }
            if state.requests[session]?.isEmpty == true { state.requests[session] = nil }
        }
    }

    /// Cancels a request, if it is open or about to be.
    public func cancel(_ requestID: String, of session: SessionKey) {
        let request = state.withLock { state in
            let index = state.expected[session]?.firstIndex { $0.requestID.isExactly(requestID) }
            if let index { state.expected[session]?[index].isCancelled = true }
            return state.requests[session]?.first {
                $0.event.message.requestID.isExactly(requestID)
            }
        }
        request?.cancel()
    }
}
