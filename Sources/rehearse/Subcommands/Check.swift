import ArgumentParser
import Histories
import Invariants
import Reporting
import Simulator

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
        let results = try check()
        Terminal.write(CheckReport(results, style: Terminal.outputStyle).text)
        try ExitStatus(CheckReport.verdict(of: results)).end()
    }

    private func check() throws -> [InvariantResult] {
        do throws(HistoryError) {
            var checkers: CheckerSet?
            let reader = try HistoryFile.read(path: file) { fact, reader in
                let running = checkers ?? Self.checkers(reader)
                checkers = running
                running.sessions = reader.sessions
                running.record(fact)
            }
            return (checkers ?? Self.checkers(reader)).results()
        } catch {
            Terminal.complain("error: \(file): \(error)\n")
            throw ExitCode(ExitStatus.invalidInput.rawValue)
        }
    }

    private static func checkers(_ reader: HistoryReader) -> CheckerSet {
        CheckerSet(header: reader.header ?? HistoryHeader(), sessions: reader.sessions)
    }
}
