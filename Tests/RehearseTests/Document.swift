import Foundation

/// A Markdown document of the project.
struct Document: CustomStringConvertible, Sendable {
    /// A block between fences.
    struct Block {
        /// What the HTML comment right before it says, such as `run 65`; empty without one.
        let purpose: String
        let text: String
    }

    /// The top level of the project.
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The articles of all catalogs, and the front page.
    static let all: [Document] = {
        let sources = root.appending(path: "Sources").path
        let names = (FileManager.default.enumerator(atPath: sources)?.allObjects ?? [])
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".md") }.sorted()
        return (["README.md"] + names.map { "Sources/\($0)" }).compactMap(Document.init)
    }()

    /// Where it is, below the top level.
    let path: String
    let lines: [String]

    var description: String { path }
    /// The article's name, for links.
    var name: String { URL(filePath: path).deletingPathExtension().lastPathComponent }
    /// The folder that it is in.
    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }

    init?(_ path: String) {
        guard
            let data = FileManager.default.contents(
                atPath: Self.root.appending(path: path).path
            )
        else { return nil }
        self.path = path
        lines = String(decoding: data, as: UTF8.self).components(separatedBy: "\n")
    }

    /// The blocks between fences, in order.
    var blocks: [Block] {
        var blocks: [Block] = []
        var open: [String]?
        var purpose = ""
        for line in lines {
            if line.hasPrefix("```") {
                if let text = open {
                    blocks.append(
                        Block(purpose: purpose, text: text.joined(separator: "\n") + "\n")
                    )
                    purpose = ""
                    open = nil
                } else {
                    open = []
                }
            } else if open != nil {
                open?.append(line)
            } else if line.hasPrefix("<!-- "), line.hasSuffix(" -->") {
                purpose = String(line.dropFirst(5).dropLast(4))
            }
        }
        return blocks
    }

    /// The texts between backticks, outside of fences, also those that go over the end of a line.
    var codeSpans: [String] {
        var isFenced = false
        let prose = lines.map { line -> String in
            if line.hasPrefix("```") { isFenced.toggle() }
            return isFenced || line.hasPrefix("```") ? "" : line
        }.joined(separator: "\n").replacing("``", with: " ")
        return prose.components(separatedBy: "`").enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }
            .map { $0.element.replacing("\n", with: " ") }
    }
}
