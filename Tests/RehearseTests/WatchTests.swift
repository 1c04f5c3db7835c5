import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct WatchTests {
    /// The command while it watches.
    private final class Watcher {
        let command: Command
        let process = Process()

        init(_ command: Command, _ arguments: [String]) throws {
            self.command = command
            process.executableURL = Command.executable
            process.arguments = arguments
            process.currentDirectoryURL = command.folder
            for name in ["out", "err"] {
                try Data().write(to: command.folder.appending(path: name))
            }
            process.standardOutput = try FileHandle(
                forWritingTo: command.folder.appending(path: "out")
            )
            process.standardError = try FileHandle(
                forWritingTo: command.folder.appending(path: "err")
            )
            try process.run()
        }

        /// Waits until standard error has a text, for a minute at most.
        func wait(for text: String) throws {
            for _ in 0..<3_000 {
                if try command.read("err").contains(text) { return }
                usleep(20_000)
            }
            Issue.record("'\(text)' did not come: \(try command.read("err"))")
        }

        /// Presses Ctrl-C, and tells how the command ended.
        func interrupt() -> Int32 {
            process.interrupt()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test func `A save runs the file again, however the editor saves, and errors are survived`()
        throws
    {
        let command = try Command()
        defer { command.remove() }
        let good = ScenarioText.small(named: "a")
        try command.write(good, to: "a.yaml")
        let watcher = try Watcher(command, ["run", "--watch", "a.yaml"])
        try watcher.wait(for: "— run 1; watching 1 file, Ctrl-C ends —")
        // Written in place, and wrong.
        try command.write(good + "\nfautls: []", to: "a.yaml")
        try watcher.wait(for: "did you mean 'faults'?")
        try watcher.wait(for: "— run 2;")
        // Written beside and moved over, as most editors do.
        try command.write(good + "\nexpect: { sometimes: [torn-write] }", to: ".a.yaml.new")
        let file = command.folder.appending(path: "a.yaml")
        try FileManager.default.removeItem(at: file)
        try FileManager.default.moveItem(
            at: command.folder.appending(path: ".a.yaml.new"),
            to: file
        )
        try watcher.wait(for: "— run 3;")
        #expect(try command.read("out").contains("inconclusive"))
        #expect(watcher.interrupt() == 2)
        #expect(try command.read("err").components(separatedBy: "— run ").count == 4)
    }

    @Test func `An included file counts, and so does a file that is new in a folder`() throws {
        let command = try Command()
        defer { command.remove() }
        try command.write(
            "version: 1\nscenario: a\nsummary: A.\ninclude: ../parts/b.yaml\n",
            to: "in/a.yaml"
        )
        let part = "clients: [{ sessions: 1, messages: 1 }]\n"
        try command.write(part + "limits: { duration: 5s, drain: 100s }\n", to: "parts/b.yaml")
        let watcher = try Watcher(command, ["run", "--watch", "in"])
        try watcher.wait(for: "— run 1; watching 2 files,")
        try command.write(part + "limits: { duration: 6s, drain: 100s }\n", to: "parts/b.yaml")
        try watcher.wait(for: "— run 2;")
        try command.write(ScenarioText.small(named: "c"), to: "in/c.yaml")
        try watcher.wait(for: "— run 3; watching 3 files,")
        #expect(watcher.interrupt() == 0)
    }

    @Test(arguments: [
        (["--generate"], "leave out '--generate'"), (["--print"], "leave out '--print'"),
        (["--check-determinism"], "leave out '--check-determinism'"),
        (["nowhere.yaml"], "There is no file or folder 'nowhere.yaml'"),
    ])
    func `What cannot be watched is refused`(arguments: [String], message: String) throws {
        let command = try Command()
        defer { command.remove() }
        let result = try command.run(["run", "--watch"] + arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(message), "\(result.errors)")
    }
}
