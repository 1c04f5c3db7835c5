import EventsAndEffects
import Glibc
import Histories
import SimulationKernel
import Testing

@Suite struct `The history reader and garbage` {
    @Test(arguments: 0..<20)
    func `a damaged history is read or refused with a position, never trapped on`(
        seed: UInt64
    ) throws {
        var random = RandomStream(seed: seed, name: "damage")
        var history = History(sessions: SessionTable(keys: ["a:b:c", "d:e:f"]))
        history.facts = FactKind.allCases.map { Sample.full($0) }
        let lines = history.jsonLines.utf8.split(separator: 0x0A).map(Array.init)
        var refusals = 0
        for round in 0..<100 {
            var reader = HistoryReader()
            _ = try reader.read(line: lines[0])
            var line = lines[1 + round % (lines.count - 1)]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damage(&line, &random)
            }
            do {
                _ = try reader.read(line: line)
            } catch let error {
                refusals += 1
                #expect(error.line == 2)
                #expect(error.column <= line.count + 1)
                #expect(!error.description.isEmpty)
            }
        }
        #expect(refusals > 50)
    }

    @Test func `deep nesting is refused, not recursed into`() {
        let deep = String(repeating: "[", count: 100_000)
        let error = #expect(throws: HistoryError.self) { try History(jsonLines: deep) }
        #expect(error?.problem == .notJSON(.tooDeep))
    }

    @Test(arguments: [
        (#""\ud800""#, JSONProblem.loneSurrogate), (#""\x""#, .invalidEscape),
        (#""\u12"#, .invalidEscape), ("\"\u{1}\"", .controlCharacter), ("-", .invalidNumber),
        ("1.", .invalidNumber), ("tru", .unexpectedEnd),
        ("[1,]", .unexpectedByte(UInt8(ascii: "]"))),
    ])
    func `what is not JSON is named`(text: String, problem: JSONProblem) {
        let error = #expect(throws: HistoryError.self) {
            try History(jsonLines: #"{"history":1,"seed":"# + text)
        }
        #expect(error?.problem == .notJSON(problem))
    }

    @Test func `bytes that are not UTF-8 are refused`() throws {
        var reader = HistoryReader()
        let bytes = Array(#"{"history":1,"build":""#.utf8) + [0xFF, 0xFE] + Array("\"}".utf8)
        let error = #expect(throws: HistoryError.self) { try reader.read(line: bytes) }
        #expect(error?.problem == .notJSON(.invalidUTF8))
    }

    @Test func `a file is read line by line, with or without a last line break`() throws {
        let path = "/tmp/history-\(getpid()).jsonl"
        defer { unlink(path) }
        let text = "{\"history\":1}\n{\"kind\":\"server-started\",\"time\":7}"
        for ending in ["", "\n", "\n\n"] {
            let file = try #require(fopen(path, "w"))
            fputs(text + ending, file)
            fclose(file)
            var times: [Int64] = []
            let reader = try HistoryFile.read(path: path) { fact, _ in times.append(fact.time) }
            #expect(times == [7])
            #expect(reader.header?.version == 1)
        }
    }

    /// Reads a file of some bytes; what is wrong with it, if anything is.
    private func problem(inFile bytes: [UInt8], repeated: Int = 1) throws -> HistoryError? {
        let path = "/tmp/hostile-\(getpid())-\(UInt64.random(in: 0 ... .max)).jsonl"
        defer { unlink(path) }
        let file = try #require(fopen(path, "w"))
        for _ in 0..<repeated { fwrite(bytes, 1, bytes.count, file) }
        fclose(file)
        do throws(HistoryError) {
            _ = try HistoryFile.read(path: path) { _, _ in }
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: 0..<20)
    func `a file of random bytes is refused`(seed: UInt64) throws {
        var random = RandomStream(seed: seed, name: "file")
        let bytes = (0..<Int.random(in: 1...5_000, using: &random)).map { _ in
            UInt8.random(in: .min ... .max, using: &random)
        }
        #expect(try problem(inFile: bytes) != nil)
    }

    @Test func `a hundred megabytes are read line by line, and no line is longer than allowed`()
        throws
    {
        let megabyte = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
        let error = try #require(try problem(inFile: megabyte, repeated: 100))
        #expect(error.problem == .lineTooLong(limit: 64 << 20))
        #expect(
            error.description
                == "line 1: the line is longer than 64 MiB; a history has one fact a line"
        )
        let blanks = [UInt8](repeating: UInt8(ascii: "\n"), count: 1 << 20)
        #expect(try problem(inFile: blanks)?.problem == .empty)
        let values = Array(String(repeating: "0,", count: 1 << 19).utf8)
        let wide = try #require(try problem(inFile: Array("[".utf8) + values, repeated: 1))
        #expect(wide.problem == .notJSON(.unexpectedEnd))
    }

    @Test func `a line of many names is answered`() {
        var reader = HistoryReader()
        let names = (0..<100_000).map { "\"a\($0)\":0" }.joined(separator: ",")
        let unknown = #expect(throws: HistoryError.self) {
            try reader.read(line: Array("{\(names)}".utf8))
        }
        #expect(unknown?.problem == .missingHeader)
    }

    @Test func `a folder is not a history`() {
        let error = #expect(throws: HistoryError.self) {
            try HistoryFile.read(path: "/tmp") { _, _ in }
        }
        #expect(error?.description == "cannot read /tmp: Is a directory")
    }

    @Test(arguments: [
        ("time", "1152921504606846977", "from 0 to 1152921504606846976"),
        ("connection", "1000003", "from 0 to 1000002"), ("instance", "1001", "from 0 to 1000"),
        ("generation", "9007199254740993", "from -9007199254740992 to 9007199254740992"),
    ])
    func `numbers that nothing could be kept by are refused`(
        field: String,
        value: String,
        bounds: String
    ) throws {
        var reader = HistoryReader()
        _ = try reader.read(line: Array("{\"history\":1}".utf8))
        let line = "{\"kind\":\"server-started\",\"time\":1,\"\(field)\":\(value)}"
            .replacing("\"time\":1,\"time\"", with: "\"time\"")
        let error = #expect(throws: HistoryError.self) { try reader.read(line: Array(line.utf8)) }
        #expect(error?.description.contains("'\(field)' must be a whole number \(bounds)") == true)
    }

    private func damage(_ line: inout [UInt8], _ random: inout RandomStream) {
        guard !line.isEmpty else { return }
        let place = Int.random(in: line.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: line[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: line.remove(at: place)
        case 2: line.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
        default: line.removeSubrange(place...)
        }
    }
}
