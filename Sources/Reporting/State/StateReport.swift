package import Histories

/// The state of the system at an instant, for a terminal.
package struct StateReport {
    /// How many sessions are shown if none is chosen.
    private static let mostSessions = 12

    private let state: SystemState
    private let table: SessionTable
    private let session: SessionNumber?
    private let style: TextStyle

    /// Makes the report of a state.
    ///
    /// - Parameters:
    ///   - state: the state.
    ///   - sessions: the keys of its sessions.
    ///   - session: the one session to show; nil: those in which something is going on.
    ///   - style: whether colours are shown.
    package init(
        _ state: SystemState,
        sessions: SessionTable,
        session: SessionNumber? = nil,
        style: TextStyle
    ) {
        self.state = state
        table = sessions
        self.session = session
        self.style = style
    }

    /// The report, with the end of its last line.
    package var text: String { lines.map { $0 + "\n" }.joined() }

    private var lines: [String] {
        let shown = session.map { [$0.index] } ?? busy
        let hidden = session == nil ? state.sessions.indices.count - shown.count : 0
        let quiet = state.sessions.count { $0.isQuiet }
        var rest: [String] = []
        if hidden > 0 {
            let words =
                "\(NumberText.count(hidden, "session")) not shown, "
                + "\(NumberText.grouped(min(hidden, quiet))) of them quiet"
            rest = ["", style.paint(words, .quiet)]
        }
        return servers + fault + shown.flatMap { [""] + lines(of: $0) } + rest
    }

    /// The sessions in which something is going on, as many as are shown.
    private var busy: [Int] {
        let numbers = state.sessions.indices.filter { !state.sessions[$0].isQuiet }
        return numbers.prefix(Self.mostSessions).map { $0 + 1 }
    }

    private var servers: [String] {
        let phase = state.phase.map { "\($0.rawValue) phase" } ?? "before the first phase"
        return [phase]
            + state.servers.map { server in
                let words =
                    server.isUp
                    ? style.paint("up", .good)
                    : style.paint("down", .bad)
                return
                    "server \(server.instance): \(words) since \(TimeText.seconds(server.since)), "
                    + "life \(server.life)"
            }
    }

    private var fault: [String] {
        guard let fault = state.lastFault else { return [] }
        let note = fault.note.map { " (\($0))" } ?? ""
        let target = fault.session.isNone ? "" : ", session \(table.name(of: fault.session))"
        return [
            "last fault: \(fault.fault ?? "fault")\(note) at \(TimeText.seconds(fault.time))\(target)"
        ]
    }

    private func lines(of number: Int) -> [String] {
        guard state.sessions.indices.contains(number - 1) else { return [] }
        let session = state.sessions[number - 1]
        let name = "session \(number), \(table.name(of: SessionNumber(number)))"
        let rows = rows(of: session) + [("answered", [NumberText.grouped(session.answered)])]
        return [style.paint(name, .heading)]
            + rows.compactMap { title, values in
                // Of many sessions only what there is.
                if values.isEmpty, self.session == nil { return nil }
                let padding = String(repeating: " ", count: 18 - title.count)
                return "  \(title)\(padding)"
                    + (values.isEmpty ? style.paint("–", .quiet) : values.joined(separator: "; "))
            }
    }

    private func rows(of session: SessionState) -> [(title: String, values: [String])] {
        [
            (
                "connections",
                session.connections.map { "\($0.number) since \(Self.time($0.since))" }
            ),
            (
                "client waits for",
                session.unanswered.map { "\($0.request) since \(Self.time($0.since))" }
            ),
            (
                "queue",
                session.queue.map { event in
                    "\(event.request) (seq \(event.sequence)) \(event.stage.rawValue) since "
                        + Self.time(event.since)
                }
            ),
            (
                "agent stream",
                session.streams.map { stream in
                    "attempt \(stream.attempt) at \(stream.request) since "
                        + "\(Self.time(stream.since)), \(NumberText.count(stream.tokens, "token"))"
                }
            ),
            (
                "outbox",
                session.outbox.map { row in
                    let attempt = row.attempt > 0 ? ", attempt \(row.attempt)" : ""
                    return "\(row.request) \(row.status)\(attempt) since \(Self.time(row.since))"
                }
            ),
        ]
    }

    private static func time(_ time: Int64) -> String { TimeText.seconds(time) }
}
