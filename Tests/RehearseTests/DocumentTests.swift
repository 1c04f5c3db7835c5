import Foundation
import Testing

/// What the documents name is there.
@Suite struct DocumentTests {
    @Test func `There are articles for everything that was promised`() {
        let names = Document.all.map(\.name)
        for name in [
            "README", "Architecture", "WritingAScenario", "WritingAnInvariant", "ReadingAReport",
            "TheHistoryFormat", "TheScenarioFormat", "DeterminismRules", "Limits",
            "SmokeTestingADeployment",
        ] { #expect(names.contains(name), "there is no article \(name)") }
    }

    @Test(arguments: Document.all)
    func `Links lead somewhere`(document: Document) {
        let text = document.lines.joined(separator: "\n")
        for link in text.matches(of: /\]\(([^)]+)\)/).map({ String($0.1) })
        where !link.contains("://") && !link.hasPrefix("#") {
            let folder = document.folder.isEmpty ? "" : document.folder + "/"
            let target = Document.root.appending(path: folder + link).path
            #expect(FileManager.default.fileExists(atPath: target), "no \(link)")
        }
        for article in text.matches(of: /<doc:([A-Za-z]+)>/).map({ String($0.1) }) {
            let isThere = Document.all.contains {
                $0.name == article && $0.folder == document.folder
            }
            #expect(isThere, "no article \(article)")
        }
    }

    @Test(arguments: Document.all)
    func `Files that are named are there`(document: Document) {
        // What the tutorial's reader makes, and what runs write.
        let made = ["Scenarios/durability/elevator.yaml", "Scenarios/network/elevator.yaml"]
        let spans = document.codeSpans.flatMap { $0.split(separator: " ").map(String.init) }
        for path in spans
        where path.contains(/^(Sources|Tests|Scenarios|Reports)\/[A-Za-z0-9.\/-]+$/) {
            let isMade =
                made.contains(path) || path.hasPrefix("Reports/failures")
                || path == "Scenarios/scenario.schema.json"
            // Articles for other packages tell of the example's files as its own.
            let isThere = ["", "Tests/ExamplePackage/"].contains {
                FileManager.default.fileExists(
                    atPath: Document.root.appending(path: $0 + path).path
                )
            }
            #expect(isMade || isThere, "no \(path)")
        }
    }

    @Test(arguments: Document.all)
    func `Commands and options that are named are there`(document: Document) throws {
        let command = try Command()
        defer { command.remove() }
        let lines =
            document.codeSpans
            + document.blocks.flatMap { $0.text.split(separator: "\n").map(String.init) }
        var help: [[String]: String] = [:]
        for line in lines {
            guard let start = line.firstRange(of: /(^|[ \/"])rehearse"? (?=[a-z-])/) else {
                continue
            }
            let words = line[start.upperBound...].split(separator: " ").map(String.init)
            let names = Array(words.prefix(words.first == "list" ? 2 : 1)).filter {
                !$0.hasPrefix("-") && $0 != "help"
            }
            guard names.allSatisfy({ $0.contains(/^[a-z-]+(\|[a-z]+)*$/) }) else { continue }
            let subcommand = names.filter { !$0.contains("|") && !["stands", "is"].contains($0) }
            if help[subcommand] == nil {
                let result = try command.run(subcommand + ["--help"])
                help[subcommand] = result.status == 0 ? result.output : ""
                #expect(result.status == 0, "there is no 'rehearse \(subcommand)': \(line)")
            }
            for option in words where option.hasPrefix("--") && option.count > 2 {
                let name = option.split(separator: "=")[0].filter { $0.isLetter || $0 == "-" }
                let isKnown =
                    help[subcommand]?.contains(name) == true
                    || ["--help", "--generate-completion-script"].contains(name)
                #expect(isKnown, "'rehearse \(subcommand)' has no \(name): \(line)")
            }
        }
    }
}
