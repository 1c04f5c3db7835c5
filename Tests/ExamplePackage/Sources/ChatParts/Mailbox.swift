public import EventsAndEffects

/// One session's requests that wait or are being processed, in the order of their events.
public struct Mailbox {
    private var requests: [OpenRequest] = []
    private var settled = 0
    /// Whether a task works on it.
    public var isAtWork = false
    /// Whether its first request waits for its next attempt.
    public var isBackingOff = false

    /// Makes an empty mailbox.
    public init() {}

    /// The request whose turn it is.
    public var first: OpenRequest? { requests.first }

    /// How many requests are in it.
    public var count: Int { requests.count }

    /// Takes an event at its place, unless it is there or was processed already.
    public mutating func insert(_ event: Event, opening open: () -> OpenRequest) {
        guard event.sequence > settled,
            !requests.contains(where: { $0.event.sequence == event.sequence })
        else { return }
        let place = requests.firstIndex { $0.event.sequence > event.sequence }
        requests.insert(open(), at: place ?? requests.endIndex)
    }

    /// Removes a request that is processed.
    public mutating func settle(_ request: OpenRequest) {
        settled = max(settled, request.event.sequence)
        requests.removeAll { $0 === request }
    }
}
