import DequeModule

/// One session's events that wait or are being processed, in seq order.
///
/// An object, so that it is looked up once for all that an event changes.
final class EventLane {
    /// The session.
    let session: SessionKey
    /// What waits or is being processed.
    private(set) var requests: Deque<OpenRequest> = []
    /// What is being processed while the lane runs.
    ///
    /// Not always the first: one that an earlier life of the server has processed may be sent again
    /// meanwhile, and takes its place before it.
    var current: OpenRequest?
    /// Whether a task works on the lane.
    var isRunning = false
    /// Whether the request that is being processed waits for its next attempt.
    var isBackingOff = false
    /// The last row of the session that was enqueued by who appended it.
    var lastPosition: Int64 = 0
    private var settledSequence = 0

    /// Makes an empty lane.
    init(of session: SessionKey) { self.session = session }

    /// Takes an event at its place in seq order, unless it is there or was processed already.
    func insert(_ event: Event, opening open: () -> OpenRequest) {
        guard event.sequence > settledSequence else { return }
        // Almost always at the end: events come in seq order but for a race of two appends.
        var index = requests.endIndex
        while index > requests.startIndex, requests[index - 1].event.sequence >= event.sequence {
            index -= 1
        }
        if index < requests.endIndex, requests[index].event.sequence == event.sequence { return }
        requests.insert(open(), at: index)
    }

    /// Removes a request that is finished.
    func settle(_ request: OpenRequest) {
        settledSequence = max(settledSequence, request.event.sequence)
        requests.removeAll { $0 === request }
    }

    /// Returns whether a request is finished, and others wait.
    func hasMore(after request: OpenRequest) -> Bool {
        requests.first.map { $0.event.sequence > request.event.sequence } ?? false
    }

    /// Whether nothing is left to do, and no sweep that has come to `position` can bring any of its
    /// events again.
    func isIdle(through position: Int64) -> Bool {
        requests.isEmpty && !isRunning && lastPosition <= position
    }
}

/// Lanes that became idle, until a sweep has passed their last event: up to then the lane is what
/// tells an event that is processed from one that was missed.
struct RetiringLanes {
    private var waiting: Deque<(session: SessionKey, position: Int64)> = []

    /// Takes note that a lane is idle.
    mutating func add(_ session: SessionKey, until position: Int64) {
        waiting.append((session, position))
    }

    /// The lanes that a sweep to `position` has passed.
    mutating func take(upTo position: Int64) -> [SessionKey] {
        var passed: [SessionKey] = []
        while let first = waiting.first, first.position <= position {
            passed.append(first.session)
            waiting.removeFirst()
        }
        return passed
    }
}
