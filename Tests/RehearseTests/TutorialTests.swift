import Foundation
import Testing

/// The tutorial, as its reader goes through it.
@Suite struct TutorialTests {
    @Test func `Every command of the tutorial does what it says, and prints what is shown`() throws
    {
        let document = try #require(
            Document("Sources/ScenarioFormat/Documentation.docc/WritingAScenario.md")
        )
        let command = try Command()
        defer { command.remove() }
        var last: Command.Result?
        var outputs = 0
        for block in document.blocks {
            let words = block.purpose.split(separator: " ").map(String.init)
            switch words.first {
            case "write": try command.write(block.text, to: words[1])
            case "replace": try replace(block.text, in: words[1], command)
            case "run":
                let line = block.text.split(separator: "\n")[0].split(separator: " ")
                let result = try command.run(line.dropFirst().map(String.init))
                let status = words.count > 1 ? Int32(words[1]) : 0
                #expect(result.status == status, "\(block.text)\(result.output)\(result.errors)")
                last = result
            case "output":
                outputs += 1
                let result = try #require(last)
                // On a terminal the progress of a run goes where nothing keeps it.
                let told = result.output.isEmpty ? result.errors : result.output
                #expect(
                    isShown(told, as: block.text),
                    "shown:\n\(block.text)\nprinted:\n\(told)"
                )
            default:
                continue
            }
        }
        #expect(outputs >= 7)
    }

    private func replace(_ text: String, in file: String, _ command: Command) throws {
        var content = try command.read(file)
        for line in text.split(separator: "\n") {
            let sides = line.split(separator: " → ").map(String.init)
            #expect(content.contains(sides[0]), "\(file) has no '\(sides[0])'")
            content = content.replacing(sides[0], with: sides[1])
        }
        try command.write(content, to: file)
    }

    /// Whether a text is what is shown of it: `…` stands for anything within a line, and in a line
    /// of its own for any number of lines.
    private func isShown(_ text: String, as shown: String) -> Bool {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        var isAnywhere = false
        for pattern in shown.split(separator: "\n", omittingEmptySubsequences: false) {
            if pattern == "…" {
                isAnywhere = true
                continue
            }
            if pattern.isEmpty, isAnywhere { continue }
            if isAnywhere {
                while let line = lines.first, !matches(line, pattern) { lines.removeFirst() }
            }
            guard let line = lines.first, matches(line, pattern) else { return false }
            lines.removeFirst()
            isAnywhere = false
        }
        return isAnywhere || lines.isEmpty
    }

    private func matches(_ line: Substring, _ pattern: Substring) -> Bool {
        let parts = pattern.components(separatedBy: "…")
        var rest = line
        for (index, part) in parts.enumerated() {
            if index == 0 {
                guard rest.hasPrefix(part) else { return false }
                rest = rest.dropFirst(part.count)
            } else if index == parts.count - 1 {
                guard rest.hasSuffix(part) else { return false }
            } else {
                guard let range = rest.firstRange(of: part) else { return false }
                rest = rest[range.upperBound...]
            }
        }
        return parts.count > 1 || rest.isEmpty
    }
}
