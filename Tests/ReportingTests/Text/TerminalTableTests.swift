import Reporting
import Testing

@Suite struct TerminalTableTests {
    private func table() -> TerminalTable {
        var table = TerminalTable([("name", .left), ("count", .right), ("verdict", .left)])
        table.add(["a", "1,000,000", .init("passed", .good)])
        table.add(["a longer name", "2", .init("violated", .bad)])
        return table
    }

    @Test func `Columns are aligned and lines have no space at their ends`() {
        #expect(
            table().lines(.plain) == [
                "name               count  verdict",
                "a              1,000,000  passed",
                "a longer name          2  violated",
            ]
        )
    }

    @Test func `Colours do not shift columns`() {
        let lines = table().lines(.colored)
        #expect(lines[1] == "a              1,000,000  \u{1B}[32mpassed\u{1B}[0m")
        #expect(lines[2] == "a longer name          2  \u{1B}[1;31mviolated\u{1B}[0m")
    }
}
