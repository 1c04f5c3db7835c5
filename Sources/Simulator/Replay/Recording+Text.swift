import SimulationKernel

extension Recording {
    /// The first line of every recording.
    package static let header = "rehearsal-recording 1"

    /// The recording as text, which `init(text:)` reads: a line for each thing to know about the run,
    /// what it was seen to do, its schedule, then the scenario to the end.
    package var text: String {
        """
        \(Self.header)
        seed \(seed)
        architecture \(architecture)
        faults \(isSwarm ? "swarm" : "all")
        fingerprint \(fingerprint)
        violated \(finding.invariant) \(finding.step)
        \(trail?.text ?? "")\(schedule)scenario
        \(scenario)
        """
    }

    /// Reads a recording from the bytes of its text.
    ///
    /// - Throws: `RecordingError` that names the first line that is wrong.
    package init(bytes: [UInt8]) throws(RecordingError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RecordingError(line: 1, problem: .notText)
        }
        try self.init(text: text)
    }

    /// Reads a recording from its text.
    ///
    /// - Throws: `RecordingError` that names the first line that is wrong.
    package init(text: String) throws(RecordingError) {
        var lines = RecordingLines(text)
        try lines.header()
        seed = try lines.value(of: "seed", expected: "a number") { UInt64($0) }
        architecture = try lines.value(of: "architecture", expected: "a name") {
            $0.isEmpty ? nil : String($0)
        }
        isSwarm = try lines.value(of: "faults", expected: "all or swarm") {
            ["all": false, "swarm": true][String($0)]
        }
        fingerprint = try lines.value(of: "fingerprint", expected: "16 hexadecimal digits") {
            guard $0.utf8.count == 16, let value = UInt64($0, radix: 16) else { return nil }
            return Fingerprint(value: value)
        }
        finding = try lines.value(of: "violated", expected: "an invariant and a step") {
            let words = $0.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, !words[0].isEmpty, let step = UInt64(words[1]) else {
                return nil
            }
            return Finding(invariant: String(words[0]), step: step)
        }
        trail = try lines.trail()
        schedule = try lines.schedule()
        scenario = try lines.rest()
    }
}

/// The lines of a recording's text, as far as they are not read.
private struct RecordingLines {
    private var lines: ArraySlice<Substring>
    private var number: Int { lines.startIndex + 1 }

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    }

    mutating func header() throws(RecordingError) {
        guard lines.popFirst().map(String.init) == Recording.header else {
            throw RecordingError(line: 1, problem: .header)
        }
    }

    mutating func value<Value>(
        of word: String,
        expected: String,
        _ read: (Substring) -> Value?
    ) throws(RecordingError) -> Value {
        let place = number
        guard let line = lines.popFirst(), line.hasPrefix(word + " ") else {
            throw RecordingError(line: place, problem: .missing(word))
        }
        let text = line.dropFirst(word.count + 1)
        guard let value = read(text) else {
            throw RecordingError(
                line: place,
                problem: .value(of: word, found: String(text), expected: expected)
            )
        }
        return value
    }

    /// What the run was seen to do; nil if the recording does not say.
    mutating func trail() throws(RecordingError) -> FactTrail? {
        guard let first = lines.first, first.split(separator: " ").first == FactTrail.word[...]
        else { return nil }
        let end = lines.firstIndex { $0 == Schedule.header } ?? lines.endIndex
        let text = lines[..<end]
        lines = lines[end...]
        do throws(FactTrail.TextError) { return try FactTrail(lines: text) } catch {
            throw RecordingError(line: error.line + 1, problem: .fact(error.word))
        }
    }

    mutating func schedule() throws(RecordingError) -> Schedule {
        let place = number
        guard let end = lines.firstIndex(of: "scenario") else {
            throw RecordingError(line: lines.endIndex, problem: .missing("scenario"))
        }
        let text = lines[..<end].joined(separator: "\n")
        lines = lines[(end + 1)...]
        do throws(ScheduleFormatError) { return try Schedule(text: text) } catch {
            throw RecordingError(line: place + error.line - 1, problem: .schedule(error.problem))
        }
    }

    mutating func rest() throws(RecordingError) -> String {
        let text = lines.joined(separator: "\n")
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw RecordingError(line: number, problem: .noScenario)
        }
        return text
    }
}
