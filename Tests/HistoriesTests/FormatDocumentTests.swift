import Foundation
import Histories
import Testing

@Suite struct FormatDocumentTests {
    @Test func `the history that is shown is the schema's example, and can be read`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "Sources/Histories/Documentation.docc/TheHistoryFormat.md")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let shown = text.components(separatedBy: "<!-- history -->\n```json\n")[1]
            .components(separatedBy: "\n```")[0]
        #expect(shown == HistorySchema.exampleLines.joined(separator: "\n"))
        #expect(try History(jsonLines: shown).facts.count == 5)
    }
}
