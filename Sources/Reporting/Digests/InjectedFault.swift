import Histories

/// What was injected at one instant: one kind of fault, on one server or on some sessions.
struct InjectedFault: Equatable {
    /// When it happened.
    let time: Int64
    /// The kind.
    let kind: String
    /// Its style, or why it did nothing.
    let note: String?
    /// The server that it struck, from 1; 0 is none.
    let instance: Int
    /// The sessions that it struck.
    var sessions: [Int]

    /// Whether a fact tells of a fault that found nothing to strike.
    static func isWithoutEffect(_ fact: Fact) -> Bool {
        switch fact.note {
        case "no connection", "nothing to cancel", "server is down", "server is not running",
            "server is paused", "the fact belongs to no session":
            true
        default: false
        }
    }

    /// The kind with its style: `disconnect (half-open)`.
    var name: String { note.map { "\(kind) (\($0))" } ?? kind }
}
