package import Histories

/// One line for a fact, as evidence: when, what, for whom, with which content.
package enum FactWording {
    private static let longestContent = 60

    /// The line: `t=4.217s step 18402  terminal-received  request s3-r18  connection 7`.
    package static func line(for fact: Fact, sessions: SessionTable) -> String {
        "t=\(TimeText.seconds(fact.time)) step \(fact.step)  "
            + words(for: fact, sessions: sessions)
    }

    /// The same without the time and the step.
    static func words(for fact: Fact, sessions: SessionTable) -> String {
        var parts = ["\(fact.kind.rawValue)"]
        if let operation = fact.operation { parts.append(operation) }
        if let fault = fact.fault { parts.append(fault) }
        if !fact.session.isNone { parts.append("session \(sessions.name(of: fact.session))") }
        if !fact.request.isEmpty { parts.append("request \(fact.request)") }
        if fact.sequence > 0 { parts.append("seq \(fact.sequence)") }
        if fact.attempt > 0 { parts.append("attempt \(fact.attempt)") }
        if fact.connection > 0 { parts.append("connection \(fact.connection)") }
        if fact.instance > 0 {
            let life = fact.incarnation > 0 ? ", life \(fact.incarnation)" : ""
            parts.append("server \(fact.instance)\(life)")
        }
        if let frame = fact.frame { parts.append("\(frame.rawValue) frame") }
        if let phase = fact.phase { parts.append("phase \(phase.rawValue)") }
        if let status = fact.status { parts.append("status \(status)") }
        if let note = fact.note { parts.append(note) }
        if let content = fact.content { parts.append(quoted(content)) }
        return parts.joined(separator: ", ")
    }

    private static func quoted(_ text: String) -> String {
        let isLong = text.count > longestContent
        return "'\(isLong ? text.prefix(longestContent - 1) + "…" : text[...])'"
    }
}
