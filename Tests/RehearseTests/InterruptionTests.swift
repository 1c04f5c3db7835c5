import Foundation
import Testing

@Suite("Ctrl-C") struct InterruptionTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
    }

    /// Runs the command with the arguments, and sends it SIGINT in the midst of its work: after it
    /// has begun to watch for it and has computed on for half a second.
    ///
    /// Sent at once, it may come before the first run, and then nothing has begun.
    private func interrupt(_ arguments: String...) throws -> Command.Result {
        try command.run(arguments) { process in
            while try !Self.watches(process) { usleep(10_000) }
            let began = try Self.ticks(of: process)
            while try Self.ticks(of: process) < began + 50 { usleep(10_000) }
            kill(process, SIGINT)
        }
    }

    /// Whether a process has become the command and has a handler for SIGINT.
    ///
    /// - Throws: if it is over.
    private static func watches(_ process: Int32) throws -> Bool {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        func field(_ name: String) -> Substring? {
            status.split(separator: "\n").first { $0.hasPrefix(name + ":\t") }?
                .dropFirst(name.count + 2)
        }
        let caught = field("SigCgt").flatMap { UInt64($0, radix: 16) } ?? 0
        return field("Name") == "rehearse" && caught & 1 << UInt64(SIGINT - 1) != 0
    }

    /// The time for which a process has computed, in hundredths of a second.
    ///
    /// - Throws: if it is over.
    private static func ticks(of process: Int32) throws -> Int {
        let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let fields = stat.split(separator: " ")
        try #require(fields.count > 14 && fields[2] != "Z", "it has ended: \(stat)")
        return try #require(Int(fields[13]))
    }

    @Test func `A sweep ends with the summary so far, and proves nothing`() throws {
        defer { command.remove() }
        let result = try interrupt("run", "small.yaml", "--seeds", "1..1000000")
        #expect(result.status == 2)
        #expect(result.output.contains("\n  ? interrupted after "))
        #expect(result.output.contains(" of 1,000,000 seeds\n"))
        #expect(result.output.contains(": 1 inconclusive"))
    }

    @Test func `It ends while the runs are made that have failed before, too`() throws {
        defer { command.remove() }
        // So large that not all of its runs are over when the signal comes.
        let large = """
            version: 1
            scenario: large
            summary: Twenty users talk for long.
            limits: { duration: 15s, drain: 100s }
            clients:
              - sessions: 20
                messages: 20
            """
        try command.write(large, to: "large.yaml")
        try command.write(
            (1...20).map { "\($0) lifecycle.quiescence scenario\n" }.joined(),
            to: "kept/large.seeds"
        )
        let result = try interrupt("run", "large.yaml", "--seeds", "1..2000", "--corpus", "kept")
        #expect(result.status == 2)
        #expect(result.output.contains("\n  ? interrupted after 0 of 2,000 seeds\n"))
    }

    @Test func `A crash sweep says how many points it has covered`() throws {
        defer { command.remove() }
        let result = try interrupt("crash-sweep", "small.yaml", "--pairs", "100000")
        #expect(result.status == 2)
        #expect(result.output.contains("\n  ? stopped early: "))
        #expect(result.output.contains("\ninconclusive: "))
    }
}
