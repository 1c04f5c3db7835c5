import Foundation
import Testing

/// What shells offer, asked of a real one.
@Suite struct CompletionTests {
    /// The words that bash offers behind a command line.
    private func offered(_ words: [String]) throws -> [String] {
        let command = try Command()
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
        try command.write("", to: "other.txt")
        let script = try command.run("--generate-completion-script", "bash")
        #expect(script.status == 0)
        try command.write(script.output, to: "completion.bash")
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        try command.write(
            """
            PATH="$1:$PATH"
            source completion.bash
            COMP_WORDS=(\(quoted))
            COMP_CWORD=\(words.count - 1)
            COMP_LINE="\(words.joined(separator: " "))"
            COMP_POINT=${#COMP_LINE}
            _rehearse rehearse "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """,
            to: "ask.bash"
        )
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["ask.bash", Command.executable.deletingLastPathComponent().path]
        process.currentDirectoryURL = command.folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        (["rehearse", "exp"], ["explain-scenario", "explain"]),
        (["rehearse", "run", "--wat"], ["--watch"]),
        (["rehearse", "run", "sm"], ["small.yaml"]),
        (["rehearse", "new", "a", "--from", "dur"], ["durability"]),
        (["rehearse", "run", "--defect", "stuck"], ["stuck-executing"]),
        (["rehearse", "shrink", "--invariant", "ordering.del"], ["ordering.delivery"]),
        (["rehearse", "run", "--strategy", "por"], ["portfolio"]),
        (["rehearse", "list", "cond"], ["conditions"]),
    ])
    func `Bash offers what there is`(words: [String], expected: [String]) throws {
        #expect(try offered(words) == expected)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `The script of each shell knows ids and themes`(shell: String) throws {
        let command = try Command()
        defer { command.remove() }
        let script = try command.run("--generate-completion-script", shell).output
        for word in [
            "stuck-executing", "ordering.delivery", "known-limits", "portfolio", "--watch",
        ] {
            #expect(script.contains(word), "\(shell) does not know \(word)")
        }
    }
}
