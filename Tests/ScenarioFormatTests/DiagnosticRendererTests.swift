import ScenarioFormat
import Testing

@Suite struct DiagnosticRendererTests {
    private func diagnostic(_ line: String?, column: Int) -> Diagnostic {
        Diagnostic(
            fileName: "a.yaml",
            position: SourcePosition(line: 3, column: column),
            sourceLine: line,
            problem: .emptyList
        )
    }

    private func plain(_ line: String?, column: Int) -> [String] {
        DiagnosticRenderer(style: .plain).render(diagnostic(line, column: column))
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func `place, message, line and caret`() {
        #expect(
            plain("clients: []", column: 10) == [
                "a.yaml:3:10: error: the list is empty; it needs at least one entry",
                "    clients: []", "             ^",
            ]
        )
    }

    @Test func `colours are only where they are wanted`() {
        let colored = DiagnosticRenderer(style: .colored).render(diagnostic("a: []", column: 4))
        #expect(
            colored == """
                \u{1B}[1ma.yaml:3:4:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m \
                \u{1B}[1mthe list is empty; it needs at least one entry\u{1B}[0m
                    a: []
                       \u{1B}[1;32m^\u{1B}[0m
                """
        )
    }

    @Test func `the caret stands below its place after tabs and accents`() {
        #expect(plain("\té: []", column: 5).suffix(2) == ["    \té: []", "    \t   ^"])
    }

    @Test func `a terminal is not obeyed`() {
        #expect(plain("a\u{1B}[2J: b", column: 1)[1] == "    a\u{FFFD}[2J: b")
    }

    @Test func `a long line is shown around its place`() {
        let line = String(repeating: "a", count: 500) + "B" + String(repeating: "c", count: 500)
        let shown = plain(line, column: 501)
        #expect(shown[1].count == 4 + 122)
        let caret = shown[2].count - 1
        #expect(Array(shown[1])[caret] == "B")
        for column in [1, 2, 60, 61, 1_000, 1_001, 1_002] {
            #expect(plain(line, column: column)[2].last == "^")
        }
    }

    @Test func `a file that cannot be read has no place`() {
        let diagnostic = Diagnostic(
            fileName: "a.yaml",
            position: nil,
            sourceLine: nil,
            problem: .unreadable(reason: "no")
        )
        #expect(
            DiagnosticRenderer(style: .plain).render(diagnostic)
                == "a.yaml: error: cannot be read: no"
        )
    }
}
