import Histories

extension OrderingReport {
    private static let width = 72

    /// The whole run as a few rows of bars.
    var glance: String {
        let end = max(1, digest.lastHappening)
        func row() -> Sparkline { Sparkline(until: end, parts: Self.width) }
        var accepted = row()
        var answered = row()
        var lost = row()
        var redelivered = row()
        for session in digest.sessions {
            for request in session.requests {
                if let time = request.appended { accepted.count(at: time) }
                if let time = request.received { answered.count(at: time) }
            }
            for redelivery in session.redeliveries { redelivered.count(at: redelivery.claimed) }
        }
        var faults = row()
        for fault in digest.faults {
            for _ in 0..<max(1, fault.sessions.count) { faults.count(at: fault.time) }
        }
        for end in digest.serverEnds { lost.count(at: end.time) }
        let rows = [
            ("accepted", accepted), ("answered", answered), ("faults", faults),
            ("servers down", lost), ("redelivered", redelivered),
        ].filter { $0.1.peak > 0 }
        guard !rows.isEmpty else { return "" }
        let rest = digest.end - digest.lastHappening
        let quiet =
            rest > 0
            ? "; the \(TimeText.length(rest)) after them, in which all was quiet, are left out" : ""
        return "## The run at a glance\n\n```text\n"
            + rows.map { name, line in line.labelled(name) }.joined()
            + Self.scale(until: end)
            + "```\n\nEach column is \(TimeText.length(end / Int64(Self.width))); "
            + "the number at the end of a row is its tallest bar\(quiet).\n"
    }

    private static func scale(until end: Int64) -> String {
        let last = TimeText.length(end)
        let gap = String(repeating: " ", count: max(1, width - 2 - last.count))
        return Sparkline.label("") + "0s" + gap + last + "\n"
    }
}

extension Sparkline {
    /// The name before a row, padded.
    static func label(_ name: String) -> String {
        name + String(repeating: " ", count: max(1, 14 - name.count))
    }

    /// The row with its name and its peak, as a line.
    fileprivate func labelled(_ name: String) -> String {
        "\(Self.label(name))\(text) \(NumberText.grouped(peak))\n"
    }
}
