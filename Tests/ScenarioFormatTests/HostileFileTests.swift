import ScenarioFormat
import Testing

/// Files that would hang or crash a careless reader.
@Suite(.timeLimit(.minutes(5))) struct HostileFileTests {
    private func firstMessage(_ text: String) -> String {
        switch parse(text) {
        case .scenarios: "(accepted)"
        case .invalid(let diagnostics): diagnostics[0].message
        }
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: ", "- - {b: "])
    func `nesting of ten thousand is refused`(opening: String) {
        let deep = String(repeating: opening, count: 10_000)
        #expect(firstMessage(file("faults: \n" + deep)).hasPrefix("not YAML: "))
    }

    @Test func `indentation of ten thousand is refused`() {
        let deep = (0..<1_200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(firstMessage(deep).hasPrefix("not YAML: "))
    }

    @Test(arguments: ["[", "]", "{", "- ", "a", "a: ", "\n", "#", "\"", "'", "&a ", "*a ", "\u{0}"])
    func `ten megabytes are not even looked at`(piece: String) {
        let text = String(repeating: piece, count: 10_485_760 / piece.utf8.count)
        #expect(firstMessage(text) == "is larger than 1MiB")
    }

    @Test(arguments: [
        "[", "]", "{", "}", "- ", "a", "a: ", "a\n", "\n", "#", "\"", "'", "&a ", "*a ", "[a],",
        "? ",
        "a: b\n", "- a\n", "'a' ", "|\n ", "!!a ", "%a\n", "---\n", "...\n", "é", "\u{0}", "\r",
        "a,",
    ])
    func `a quarter of a megabyte of anything is answered`(piece: String) {
        for start in ["", file("faults: ["), file("summary: \"")] {
            let count = (262_144 - start.utf8.count) / piece.utf8.count
            let answer = firstMessage(start + String(repeating: piece, count: count))
            #expect(answer != "(accepted)")
        }
    }

    @Test func `a thousand levels of a wide list are answered`() {
        let deep = String(repeating: "[", count: 990)
        let wide = String(repeating: "a,", count: 500_000)
        #expect(firstMessage(file("faults: " + deep + wide)).hasPrefix("not YAML: "))
    }

    @Test func `aliases of aliases are refused`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let names = (0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ", ")
            text += "a\(level): &a\(level) [\(names)]\n"
        }
        #expect(firstMessage(text) == "the file has more than 12 YAML aliases")
    }

    @Test func `a few aliases of something large are refused`() {
        let large = Array(repeating: "x", count: 100_000).joined(separator: ",")
        let text = "a: &a [\(large)]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n"
        #expect(
            firstMessage(text) == "the file has more than 200000 values, its aliases resolved"
        )
    }

    @Test func `aliases as keys are answered`() {
        let large = Array(repeating: "x", count: 50_000).joined(separator: ",")
        let text = "a: &a [\(large)]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n? *c\n: d\n"
        #expect(firstMessage(text) != "(accepted)")
    }

    @Test func `a thousand repeated keys are answered`() {
        let text = (0..<1_000).map { "a\($0): 1\na\($0): 2\n" }.joined()
        #expect(
            firstMessage(text) == "the file has more repeated keys than are worth naming"
        )
    }

    @Test func `bytes that are not UTF-8 are found`() {
        let parser = ScenarioParser(knownInvariants: [])
        let bytes = Array("version: 1\nsummary: é".utf8) + [0xFF, 0x41]
        let result = parser.parse(bytes: bytes, fileName: "test.yaml").result
        guard case .invalid(let diagnostics) = result else {
            Issue.record("accepted")
            return
        }
        #expect(
            DiagnosticRenderer(style: .plain).render(diagnostics) == """
                test.yaml:2:11: error: this is not UTF-8
                    summary: é\u{FFFD}A
                              ^

                """
        )
    }

    @Test(arguments: [[0xC3], [0xE2, 0x82], [0x80], [0xED, 0xA0, 0x80], [0xF5]] as [[UInt8]])
    func `every kind of broken UTF-8 is refused`(bytes: [UInt8]) {
        let result = ScenarioParser(knownInvariants: [])
            .parse(bytes: bytes, fileName: "a.yaml").result
        guard case .invalid(let diagnostics) = result else {
            Issue.record("accepted")
            return
        }
        #expect(diagnostics.map(\.message) == ["this is not UTF-8"])
        #expect(diagnostics.map(\.position) == [.start])
    }
}
