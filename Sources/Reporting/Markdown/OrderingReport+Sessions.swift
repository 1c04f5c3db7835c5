import Histories

extension OrderingReport {
    /// The most sessions that are listed one by one.
    private static let mostRows = 200
    /// How many are listed of more: nobody reads ten thousand lines.
    private static let exampleSessions = 25

    /// One line for each session, or for those with most to tell if there are very many.
    var sessions: String {
        let isWhole = digest.sessions.count <= Self.mostRows
        let listed =
            isWhole
            ? digest.sessions
            : digest.tellingSessions(limit: Self.exampleSessions).sorted { $0.number < $1.number }
        let heading = isWhole ? "## Every session" : "## The sessions"
        return "\(heading)\n\n" + (isWhole ? "" : totals + "\n\n")
            + "From message to terminal frame, in virtual milliseconds:\n\n" + table(of: listed)
    }

    /// What all sessions come to, in a sentence.
    private var totals: String {
        let sessions = digest.sessions
        let accepted = sessions.reduce(0) { $0 + $1.acceptedCount }
        let answered = sessions.reduce(0) { $0 + $1.answeredCount }
        let inOrder = sessions.count { $0.isInOrder }
        let shown = min(Self.exampleSessions, sessions.count)
        return "\(NumberText.count(sessions.count, "session")) had "
            + "\(NumberText.count(accepted, "message")) accepted and "
            + "\(NumberText.grouped(answered)) answered; in \(NumberText.grouped(inOrder)) of them "
            + "the answers came in order. At most \(shown), those with most to tell, are listed."
    }

    private func table(of sessions: [SessionDigest]) -> String {
        var table = MarkdownTable([
            ("#", .right), ("session", .left), ("accepted", .right), ("answered", .right),
            ("in order", .left), ("retries", .right), ("disconnects", .right),
            ("redelivered", .right), ("min", .right), ("median", .right), ("max", .right),
        ])
        for session in sessions {
            let latencies = session.latencies
            func cell(_ value: Int64?) -> String { value.map(TimeText.milliseconds) ?? "–" }
            table.add([
                String(session.number), "`\(session.key)`", String(session.acceptedCount),
                String(session.answeredCount), session.isInOrder ? "yes" : "**no**",
                Self.count(session.retryCount), Self.count(session.disconnectCount),
                Self.count(session.redeliveries.count), cell(latencies.minimum),
                cell(latencies.percentile(50)), cell(latencies.maximum),
            ])
        }
        return table.text
    }

    /// A number, or nothing where there is none, so that the eye finds those that are not zero.
    private static func count(_ number: Int) -> String { number == 0 ? "" : String(number) }

    /// The sessions with most to tell, request by request.
    var details: String {
        let telling = digest.tellingSessions(limit: Self.detailedSessions)
        guard !telling.isEmpty else { return "" }
        let heading =
            switch (telling.count, telling[0].interest) {
            case (_, 0): "## One session, request by request"
            case (1, _): "## The session with most to tell"
            default: "## The sessions with most to tell"
            }
        let explanation =
            "Each message from its acceptance to its answer: its event is appended, the agent "
            + "processes it, the effect is created, the client receives the terminal frame, and its "
            + "acknowledgement completes the effect.\n\n"
        return heading + "\n\n" + explanation + telling.map(details(of:)).joined(separator: "\n")
    }

    private func details(of session: SessionDigest) -> String {
        var table = MarkdownTable([
            ("seq", .right), ("request", .left), ("appended", .right), ("processed", .left),
            ("effect", .right), ("delivered", .right), ("completed", .right),
            ("remarks", .left),
        ])
        for request in session.requests {
            table.add([
                request.sequence > 0 ? String(request.sequence) : "–", "`\(request.request)`",
                Self.time(request.appended), Self.processing(of: request),
                Self.time(request.created), Self.time(request.received),
                Self.time(request.completed), remarks(on: request, of: session),
            ])
        }
        return "### Session \(session.number), `\(session.key)`\n\n" + table.text
            + losses(of: session)
    }

    private static func time(_ time: Int64?) -> String { time.map(TimeText.seconds) ?? "–" }

    /// The attempts: `1.203s–2.871s`, those before the last with how they ended.
    private static func processing(of request: RequestDigest) -> String {
        guard !request.attempts.isEmpty else { return "–" }
        return request.attempts.map { attempt in
            let span = "\(time(attempt.begun))–\(attempt.ended.map(TimeText.seconds) ?? "?")"
            return attempt.ending == .finished ? span : "\(span) \(attempt.ending.rawValue)"
        }.joined(separator: ", ")
    }

    private func remarks(on request: RequestDigest, of session: SessionDigest) -> String {
        var remarks: [String] = []
        if request.sendCount > 1 { remarks.append("sent \(request.sendCount) times") }
        if request.attempts.count > 1 {
            remarks.append("\(request.attempts.count) attempts")
        }
        if let frame = request.receivedFrame, frame != .final { remarks.append(frame.rawValue) }
        for redelivery in session.redeliveries where redelivery.request == request.request {
            remarks.append("redelivered: \(redelivery.reason.words)")
        }
        if request.receivedCount > 1 {
            remarks.append("frame received \(request.receivedCount) times")
        }
        return remarks.joined(separator: "; ")
    }

    /// When the session was without its connections.
    private func losses(of session: SessionDigest) -> String {
        let faults = digest.faults.filter { $0.sessions.contains(session.number) }
        guard !faults.isEmpty else { return "" }
        let list = faults.map { "\($0.name) at \(TimeText.seconds($0.time))" }
        return "\nStruck by: \(list.joined(separator: ", ")).\n"
    }
}
