import Foundation
import Testing

/// The article "Rehearsing your own server" shows the code of the example package.
@Suite struct ArticleTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }

    @Test func `All code in the article is the example's own`() throws {
        let path = "Sources/Rehearsal/Documentation.docc/RehearsingYourOwnServer.md"
        let article = Article(text: try Self.read(path))
        #expect(article.quotations.count == 11)
        for quotation in article.quotations {
            try #require(!quotation.file.isEmpty, "\(quotation) names no file")
            let text = try Self.read("Tests/ExamplePackage/\(quotation.file)")
            #expect(quotation.stands(in: text), "\(quotation) is not in its file")
        }
    }

    @Test func `Code that differs in a word, an indentation or a line is noticed`() throws {
        let text = "func a() {\n    b {\n        c()\n\n        d()\n    }\n}\n"
        func stands(_ lines: [String]) -> Bool {
            Article.Quotation(file: "a", lines: lines).stands(in: text)
        }
        #expect(stands(["b {", "    c()", "", "    d()", "}"]))
        #expect(stands(["    b {", "        c()"]))
        #expect(!stands(["b {", "    c()", "    d()", "}"]))
        #expect(!stands(["b {", "c()"]))
        #expect(!stands(["b {", "    e()"]))
        #expect(!stands([]))
    }

    @Test func `The file is the one that the line before names`() {
        let text = """
            See `a`. `b.swift`:

            ```swift
            one
            two
            ```

            Text.

            ```swift
            three
            ```
            """
        let quotations = Article(text: text).quotations
        #expect(quotations.map(\.file) == ["b.swift", ""])
        #expect(quotations.map(\.lines) == [["one", "two"], ["three"]])
    }
}
