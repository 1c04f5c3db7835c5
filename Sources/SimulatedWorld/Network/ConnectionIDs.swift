import EventsAndEffects
import Histories

/// The ids with which a connection is asked for.
struct ConnectionIDs: Equatable {
    var user: String
    var agent: String
    var thread: String

    /// Makes the ids of a session.
    init(_ key: SessionKey) {
        (user, agent, thread) = (key.user, key.agent, key.thread)
    }

    /// The ids as facts name them, the way in which a session's key is made of its own; what no report
    /// could show in a line is written as in Swift, such as `\0`.
    var text: String {
        "\(user):\(agent):\(thread)".unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control
                ? scalar.escaped(asASCII: true) : String(scalar)
        }
        .joined()
    }

    /// The ids of a session, spoilt, in another way each time: a server that sees one mistake may
    /// overlook the next.
    ///
    /// Which way it is follows from a number, from 1; nothing is drawn.
    static func spoilt(_ key: SessionKey, number: Int) -> ConnectionIDs {
        let ways: [(inout ConnectionIDs) -> Void] = [
            { $0.user = "" },
            { $0.thread += ":" },
            { $0.agent = "" },
            { $0.user = " " + $0.user },
            { $0.thread = "" },
            { $0.user += ":" + $0.agent },
            { $0.agent += "/" },
            { $0.thread += "\u{0}" },
            { $0.user += "é" },
            { $0.thread += "\n" },
            { $0.agent = "%" },
            { $0.user += "." },
        ]
        var ids = ConnectionIDs(key)
        ways[(number - 1) % ways.count](&ids)
        return ids
    }
}
