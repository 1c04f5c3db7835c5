import ScenarioFormat
import Testing

/// Values that are wrong in every way, each with its message, its place and what may be meant.
@Suite struct BrokenInputTests {
    /// Where a kind of value stands: a file in which `#` is in its place.
    private static let places: [(kind: String, template: String)] = [
        ("duration", "limits:\n  duration: #\n"),
        ("duration or never", "system:\n  effect-ttl: #\n"),
        ("durations", "network:\n  latency: #\n"),
        ("reconnect", "llm:\n  first-token: #\n"),
        ("count", "limits:\n  steps: #\n"),
        ("counts", "llm:\n  tokens: #\n"),
        ("nth", "faults:\n  - crash:\n    after: { fact: token-sent, nth: # }\n"),
        ("seed", "seed: #\n"),
        ("share", "llm:\n  stall: #\n"),
        ("size", "network:\n  send-buffer: #\n"),
        ("rate", "faults:\n  - slow-reader: { for: 5s, rate: # }\n    at: 1s\n"),
        ("factor", "faults:\n  - llm-slow: { for: 5s, factor: # }\n    at: 1s\n"),
        ("switch", "system:\n  acknowledgements: #\n"),
        ("word", "store:\n  kind: #\n"),
        ("sessions", "faults:\n  - cancel: { sessions: # }\n    at: 1s\n"),
        ("fact", "faults:\n  - crash:\n    after: { fact: # }\n"),
        ("invariants", "expect:\n  always: #\n"),
        ("verdict", "expect:\n  verdict: #\n"),
        ("condition", "expect:\n  sometimes: [#]\n"),
        ("coverage", "covers: [#]\n"),
    ]

    private static let values = [
        "-1", "-5s", "+5s", "5", "5 s", "5S", "5sec", "5d", "5,5s", ".5s", "5.s", "1e3s", "1e999",
        "99999999999999999999999s", "0.00000000000000000000001ms", "9s..1s", "1s...5s", "1s..",
        "..5s",
        "1s..5", "1..5s", "1s..5s..9s", "5s - 9s", "NaN", ".nan", ".inf", "inf", "infinity", "0x10",
        "0o17", "0755", "12:30", "2024-01-01", "20_000", "20__000", "_1", "1_", "1,000", "0.3",
        "30%",
        "130%", "-30%", "30 %", "%", "1.00000000001", "64KiB", "64KB", "64kib", "0B", "1.5B",
        "9999TiB", "3x",
        "on", "yes", "no", "null", "~", "True", "TRUE", "y", "\"\"", "\"  \"", "[]", "[1, x, -2]",
        "{}", "{normal: 5s}", "{normal: {mean: 5s}}", "{normal: {mean: 5, deviation: -1s}}",
        "{normal: {mean: 5s, deviation: 1s, skew: 2}}", "{normal: }", "{exponential: }",
        "{exponential: 5}", "{exponential: 5s, normal: {mean: 1s, deviation: 1s}}", "{exp: 5s}",
        "{uniform: [1s, 5s]}", "{i}", "{group: }", "{group: nobody}", "{violated: }", "{all-but: }",
        "\"violated: \"", "\"violated ordering.delivery\"", "\"violatd: ordering.delivery\"",
        "\"all-but: []\"", "\"all-but: ordering.delivery\"", "\"all-but: [ordering.delivry]\"",
        "concurrent-sessions(-1)", "concurrent-sessions(n)", "٣", "五", "５s", "1\u{A0}s", "5µs", "🙂",
    ]

    @Test(arguments: places.indices)
    func `every wrong value says what is wrong, at its place`(index: Int) throws {
        let (kind, template) = Self.places[index]
        let line = try #require(template.split(separator: "\n").first { $0.contains("#") })
        let column = line.prefix { $0 != "#" }.count
        var text = ""
        for value in Self.values {
            let printed = problems(file(template.replacing("#", with: value)))
            let lines = printed.split(separator: "\n").map(String.init)
            guard !lines.isEmpty else {
                text += "\(value)\n  is accepted\n"
                continue
            }
            // Place, line and caret belong together, and the caret stands below the value.
            for entry in stride(from: 0, to: lines.count, by: 3) {
                let caret = lines[entry + 2].count - 5
                #expect(lines[entry].contains(":\(caret + 1): error: "), "\(kind): \(value)")
                #expect(caret >= column, "\(kind): \(value)")
                let message = lines[entry].split(separator: " error: ", maxSplits: 1)[1]
                text += "\(value)\n\(String(repeating: " ", count: caret - column))^ \(message)\n"
            }
        }
        let name = kind.replacing(" ", with: "-")
        try Snapshot.expect(text, matches: "broken-\(name).txt")
    }

    @Test(arguments: [
        ("on: 3\n", "unknown key 'on'"), ("yes: 3\n", "unknown key 'yes'"),
        ("no: 3\n", "unknown key 'no'"), ("null: 3\n", "unknown key 'null'"),
        ("~: 3\n", "unknown key '~'"), ("1: 3\n", "unknown key '1'"),
        ("? \n: 3\n", "unknown key ''"), ("? [a]\n: 3\n", "a key is a word"),
        ("<<: { seed: 3 }\n", "unknown key '<<'"), ("\"a\\nb\": 3\n", "unknown key 'a"),
        ("seed: !!int 3\n", "YAML tag"), ("seed: !mine 3\n", "YAML tag"),
        ("seed: &a 3\nseed: *a\n", "the key 'seed' is repeated; it is in line 6 already"),
        ("seed: *a\n", "found undefined alias"), ("limits: &a { steps: *a }\n", "not YAML: "),
        ("\tseed: 3\n", "not YAML: "), ("limits:\n\tsteps: 3\n", "not YAML: "),
        ("limits: {\tsteps: 3,\tstepz: 4 }\n", "did you mean 'steps'?"),
        ("---\nseed: 3\n", "not YAML: "), ("...\nseed: 3\n", "not YAML: "),
        ("...\n---\nseed: 3\n", "not YAML: "), ("%YAML 1.2\n---\n", "not YAML: "),
        ("clients:\n  - sessions: 1\n    text: {i} of {session}\n", "quotes"),
        ("seed: \"3\n", "not YAML: "), ("seed: 'it''s\n", "not YAML: "),
        ("seed: |\n  3\n  4\n", "is not a whole number"), ("seed: \u{0}\n", "not YAML: "),
        ("seed: 3\u{2028}x: 4\n", "unknown key 'x'"),
        ("# \u{85}x: 4\n", "unknown key 'x'"), ("e\u{301}: 4\u{7}\n", "not YAML: "),
    ])
    func `what surprises in YAML is answered at its place`(rest: String, message: String) {
        let text = file(rest)
        guard case .invalid(let found) = parse(text) else {
            Issue.record("accepted")
            return
        }
        #expect(found.contains { $0.message.contains(message) }, "\(found.map(\.message))")
        for diagnostic in found { expectInside(diagnostic, text) }
    }

    @Test(arguments: ["\r\n", "\r", "\n"])
    func `all line ends count alike`(end: String) {
        let text = file("limits:\n  duration: 3\n").replacing("\n", with: end)
        for text in [text, "\u{FEFF}" + text] {
            #expect(
                problems(text).hasPrefix("Scenarios/test.yaml:7:13: error: '3' has no unit")
            )
            #expect(problems(text).contains("\n      duration: 3\n                ^\n"))
        }
    }

    @Test func `a file of byte order marks of other encodings is not UTF-8`() {
        let parser = ScenarioParser(knownInvariants: [])
        for bytes in [[0xFF, 0xFE, 0x76, 0x00], [0xFE, 0xFF, 0x00, 0x76]] as [[UInt8]] {
            guard case .invalid(let found) = parser.parse(bytes: bytes, fileName: "a.yaml").result
            else {
                Issue.record("accepted")
                continue
            }
            #expect(found.map(\.problem) == [.notUTF8])
            #expect(found.map(\.position) == [.start])
        }
    }

    @Test func `a byte order mark does not move the place of a broken byte`() {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("é".utf8) + [0xFF]
        let result = ScenarioParser(knownInvariants: []).parse(bytes: bytes, fileName: "a.yaml")
        guard case .invalid(let found) = result.result else {
            Issue.record("accepted")
            return
        }
        #expect(found.map(\.position) == [SourcePosition(line: 1, column: 2)])
    }

    @Test func `ten thousand wrong values are cut off, in order`() throws {
        let list = Array(repeating: "x", count: 10_000).joined(separator: ",\n  ")
        guard case .invalid(let found) = parse(file("covers: [\n  \(list)]\nseed: y\n")) else {
            Issue.record("accepted")
            return
        }
        #expect(found.count == 1_001)
        #expect(found.map { $0.position ?? .start }.map(\.line) == Array(7...1_007))
        let last = try #require(found.last)
        #expect(last.message.hasPrefix("the file has more than 1000 problems"))
    }
}

/// Holds a diagnostic to what it promises: its place is in the file, and its line is that place's.
func expectInside(
    _ diagnostic: Diagnostic,
    _ text: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard let position = diagnostic.position, let line = diagnostic.sourceLine else {
        Issue.record("\(diagnostic.message) has no place", sourceLocation: sourceLocation)
        return
    }
    #expect(position.line >= 1 && position.column >= 1, sourceLocation: sourceLocation)
    #expect(position.column <= line.unicodeScalars.count + 1, sourceLocation: sourceLocation)
    #expect(
        text.utf8.count >= line.utf8.count && (line.isEmpty || text.utf8.contains(line.utf8)),
        sourceLocation: sourceLocation
    )
    #expect(!diagnostic.message.contains("\n"), sourceLocation: sourceLocation)
}
