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
