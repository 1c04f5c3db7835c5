internal import EventsAndEffects

/// Reads a history line by line, holding no more than the session table.
///
/// The first line that is not blank is the header, every further one a fact. A fact's session is
/// the text of its key; the keys that the header lists have the numbers from 1, others get the
/// following ones. `kind` and `time` are required; a missing `step` is the number of the line.
public struct HistoryReader {
    /// What the header line says; nil until it was read.
    public private(set) var header: HistoryHeader?
    /// The session keys met so far.
    public private(set) var sessions = SessionTable()
    private var line = 0
    private var lastTime: Int64 = 0

    /// Makes a reader before the first line.
    public init() {}

    /// Reads the next line, given without its line break.
    ///
    /// Returns the fact; nil for the header and for a blank line.
    /// - Throws: `HistoryError` that names line and column; the reader can go on with the next line.
    public mutating func read(line bytes: [UInt8]) throws(HistoryError) -> Fact? {
        line += 1
        let isBlank = bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if isBlank { return nil }
        let members = try members(of: bytes)
        guard header != nil else {
            let (header, sessions) = try HeaderCodec.read(members, line: line)
            self.header = header
            self.sessions = sessions
            return nil
        }
        let fact = try FactCodec.read(members, line: line, sessions: &sessions)
        guard fact.time >= lastTime else {
            throw HistoryError(
                line: line,
                column: 0,
                problem: .outOfOrder(time: fact.time, previous: lastTime)
            )
        }
        lastTime = fact.time
        return fact
    }

    /// Checks, after the last line, that there was a header.
    ///
    /// - Throws: `HistoryError` with the problem `empty`.
    public func finish() throws(HistoryError) {
        guard header != nil else { throw HistoryError(line: 0, column: 0, problem: .empty) }
    }

    private func members(of bytes: [UInt8]) throws(HistoryError) -> [FieldReader] {
        let node: JSONNode
        do {
            node = try JSONReader.readNode(bytes)
        } catch {
            throw HistoryError(
                line: line,
                column: error.position + 1,
                problem: .notJSON(error.problem)
            )
        }
        guard case .object(let members) = node.value else {
            throw HistoryError(
                line: line,
                column: node.column,
                problem: .notAnObject(found: node.typeName)
            )
        }
        return members.map { FieldReader(line: line, member: $0) }
    }
}
