internal import EventsAndEffects

/// Writes a history as JSON lines: the header, then one fact a line.
///
/// Determinism: equal histories make equal bytes; fields stand in the order of `FactField`.
public struct HistoryWriter {
    private let sessions: SessionTable
    private var writer = JSONWriter()

    /// Makes a writer for facts whose session numbers are those of `sessions`.
    public init(sessions: SessionTable) { self.sessions = sessions }

    /// Appends the header line, with its line break.
    public mutating func write(_ header: HistoryHeader, to output: inout String) {
        HeaderCodec.write(header, sessions: sessions, to: &writer)
        writer.flush(into: &output)
        output += "\n"
    }

    /// Appends the line of a fact, with its line break.
    public mutating func write(_ fact: Fact, to output: inout String) {
        FactCodec.write(fact, sessions: sessions, to: &writer)
        writer.flush(into: &output)
        output += "\n"
    }
}

extension History {
    /// The history as JSON lines.
    public var jsonLines: String {
        var writer = HistoryWriter(sessions: sessions)
        var output = ""
        writer.write(header, to: &output)
        for fact in facts { writer.write(fact, to: &output) }
        return output
    }

    /// Reads a history from JSON lines.
    ///
    /// - Throws: `HistoryError` at the first faulty line.
    public init(jsonLines: String) throws(HistoryError) {
        var reader = HistoryReader()
        var facts: [Fact] = []
        for line in jsonLines.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if let fact = try reader.read(line: Array(line)) { facts.append(fact) }
        }
        try reader.finish()
        self.init(
            header: reader.header ?? HistoryHeader(),
            sessions: reader.sessions,
            facts: facts
        )
    }
}
