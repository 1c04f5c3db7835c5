import DequeModule

/// Events that a sweep found and that are left, for a while, to the server that accepted them.
///
/// Several servers sweep one store. The one to which a session's client is connected streams the
/// tokens live, so it should take the session's lease, and between an event's commit and that there
/// is a moment in which a sweep of any other could be quicker. Whoever has no connection of the
/// session waits; by then the event is processed, or its server is gone.
struct HeldEvents {
    /// An event that is held back.
    struct Held {
        let event: Event
        let until: MonotonicInstant
        /// Whether its client wants it stopped.
        var isCancelled = false
    }

    private var waiting: Deque<Held> = []

    /// How many there are.
    var count: Int { waiting.count }

    /// Holds an event back until an instant.
    mutating func add(_ event: Event, until instant: MonotonicInstant) {
        waiting.append(Held(event: event, until: instant))
    }

    /// Takes note that a client wants a request stopped, if its event is held back.
    mutating func cancel(_ cancellation: Cancellation) {
        let place = waiting.firstIndex {
            $0.event.sessionKey == cancellation.sessionKey
                && $0.event.message.requestID.isExactly(cancellation.requestID)
        }
        if let place { waiting[place].isCancelled = true }
    }

    /// Removes and returns, in the order in which they came, the events that have waited long
    /// enough as of `now`, and those of sessions that are connected by now.
    mutating func take(
        at now: MonotonicInstant,
        orWhere isConnected: (SessionKey) -> Bool
    ) -> [Held] {
        guard !waiting.isEmpty else { return [] }
        var taken: [Held] = []
        waiting.removeAll { held in
            guard held.until <= now || isConnected(held.event.sessionKey) else { return false }
            taken.append(held)
            return true
        }
        return taken
    }
}
