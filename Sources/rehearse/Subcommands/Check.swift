import ArgumentParser
import Reporting

/// `rehearse check`: the invariants over a recorded history, from wherever it comes.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks a recorded history (JSON lines) against the invariants.",
        discussion: """
            The history may come from 'rehearse run --record' or from a real server. An invariant \
            that lacks the facts it needs is inconclusive, never passed.
            """
    )

    @Argument(help: "The history's file.", completion: .file(extensions: ["jsonl"]))
    var file: String

    func run() throws {
        try Files.require(file, ending: ".jsonl")
        let results = try CheckedHistory(path: file, keepsFacts: false).results
        Terminal.write(CheckReport(results, style: Terminal.outputStyle).text)
        try ExitStatus(CheckReport.verdict(of: results)).end()
    }
}
