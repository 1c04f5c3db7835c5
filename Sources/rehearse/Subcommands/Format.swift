import ArgumentParser
import Invariants
import Reporting
import ScenarioFormat

/// `rehearse format`: the canonical layout of scenario files.
struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gives scenario files their canonical layout; comments stay.",
        discussion: """
            Indentation, spaces, blank lines between blocks, the order of the file's keys and the \
            column of comments are settled; what the file says, its quotes, and whether a block has \
            lines of its own are not. A file that is not valid is not touched, and neither is one \
            that would say anything else than before.

            With --check nothing is written; files that are not laid out end the command with 1.
            """
    )

    @OptionGroup var scenarios: ScenarioOptions

    @Flag(help: "Write nothing, and end with 1 if a file is not laid out.")
    var check = false

    func run() throws {
        let formatter = ScenarioFormatter(parser: scenarios.parser)
        let files = try scenarios.files()
        var changed = 0
        var problems: [Diagnostic] = []
        var isLeft = false
        for (path, bytes) in files {
            switch formatter.format(bytes: bytes, fileName: path) {
            case .laidOut(let text):
                guard Array(text.utf8) != bytes else { continue }
                changed += 1
                try settle(path, from: bytes, to: text)
            case .invalid(let diagnostics): problems += diagnostics
            case .leftAlone(let reason):
                isLeft = true
                Terminal.complain("\(path): left as it is: \(reason)\n")
            }
        }
        let verb = check ? "not laid out" : "laid out"
        Terminal.write("\(NumberText.count(files.count, "file")), \(changed) \(verb)\n")
        try ScenarioOptions.report(problems)
        if isLeft { try ExitStatus.invalidInput.end() }
        if check, changed > 0 { try ExitStatus.violated.end() }
    }

    /// Writes a file, or says where it is not laid out.
    private func settle(_ path: String, from bytes: [UInt8], to text: String) throws {
        guard check else {
            try Files.replace(text, at: path)
            return Terminal.write("\(path): laid out\n")
        }
        let before = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let after = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line =
            zip(before, after).enumerated().first { $1.0 != $1.1 }?.offset
            ?? min(before.count, after.count)
        Terminal.write("\(path):\(line + 1): not laid out\n")
    }
}
