import Histories

/// Which sessions have a connection at which instance, as the server itself knows: it may read what a
/// client has sent before it sees that the client is gone, and then lets go of the socket.
struct Readers {
    private struct Place: Hashable {
        let session: SessionNumber
        let instance: Int
    }

    private struct Held {
        var count = 0
        /// The last release of a socket, or the end of the incarnation.
        var released: Fact?
    }

    private var held: [Place: Held] = [:]

    /// Takes note that a connection was opened, which is held from now on.
    mutating func open(_ fact: Fact) {
        held[Place(session: fact.session, instance: fact.instance), default: Held()].count += 1
    }

    /// Takes note that a server has let go of a socket.
    mutating func release(_ fact: Fact) {
        let place = Place(session: fact.session, instance: fact.instance)
        guard let count = held[place]?.count else { return }
        held[place] = Held(count: max(0, count - 1), released: fact)
    }

    /// Takes note that an incarnation has ended, and all its connections with it.
    mutating func end(_ fact: Fact) {
        for place in held.keys where place.instance == fact.instance {
            held[place] = Held(released: fact)
        }
    }

    /// Since when an instance has held no connection of a session: nil if it holds one, or never has.
    func absence(of session: SessionNumber, at instance: Int) -> Fact? {
        guard let held = held[Place(session: session, instance: instance)], held.count == 0
        else { return nil }
        return held.released
    }
}
