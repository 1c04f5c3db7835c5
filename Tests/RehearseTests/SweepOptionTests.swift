import Foundation
import Testing

@Suite struct SweepOptionTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
    }

    private func row(_ output: String) -> [Substring] {
        output.split(separator: "\n").first { $0.hasPrefix("small") }?.split(separator: " ") ?? []
    }

    @Test func `Several seeds take turns at the policies, and say so`() throws {
        defer { command.remove() }
        let result = try command.run("run", "small.yaml", "--seeds", "1..6")
        #expect(result.status == 0)
        #expect(
            result.output.contains(
                "\nscheduling: random in 2, pct(2) in 2, pct(3) in 1, jitter in 1\n"
            )
        )
        let plain = try command.run(
            "run",
            "small.yaml",
            "--seeds",
            "1..6",
            "--strategy",
            "scenario"
        )
        #expect(!plain.output.contains("scheduling:"))
    }

    @Test func `A failure under another policy names it, and comes again with it`() throws {
        defer { command.remove() }
        let result = try command.run(
            "run",
            "small.yaml",
            "--seeds",
            "2..2",
            "--no-shrink",
            "--defect",
            "leaky-registry"
        )
        let again = try command.run(
            "run",
            "small.yaml",
            "--seed",
            "2",
            "--strategy",
            "pct(2)",
            "--no-shrink",
            "--defect",
            "leaky-registry"
        )
        #expect(result.status == 1)
        #expect(result.output.contains(" --seed 2 --strategy 'pct(2)' --defect leaky-regi"))
        func failure(_ output: String) -> [Substring] {
            output.split(separator: "\n").filter { $0.hasPrefix("FAIL") }
        }
        #expect(!failure(result.output).isEmpty)
        #expect(failure(again.output) == failure(result.output))
    }

    @Test func `Two processes take the same turns`() throws {
        defer { command.remove() }
        let result = try command.run("run", "small.yaml", "--seeds", "1..4", "--check-determinism")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("deterministic: 4 runs"))
    }

    @Test func `A time runs as many seeds as go into it`() throws {
        defer { command.remove() }
        let result = try command.run("run", "small.yaml", "--for", "0.5s", "--jobs", "1")
        #expect(result.status == 0)
        #expect((Int(row(result.output)[1]) ?? 0) >= 1)
    }

    @Test func `A failing seed ends the sweep if that is asked for`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "other"), to: "other.yaml")
        let arguments = [
            "run", "small.yaml", "other.yaml", "--seeds", "1..50", "--no-shrink", "--defect",
            "leaky-registry",
        ]
        let result = try command.run(arguments + ["--fail-fast"])
        #expect(result.status == 1)
        #expect(result.output.contains("\nother  "))
        #expect(result.output.contains("1 scenario not begun\n"))
        #expect(!result.output.contains("\nsmall  "))
    }

    @Test func `Shards are parts of the seeds, or of the scenarios`() throws {
        defer { command.remove() }
        let seeds = try command.run("run", "small.yaml", "--seeds", "1..5", "--shard", "2/2")
        #expect(row(seeds.output)[1] == "2")
        try command.write(ScenarioText.small(named: "other"), to: "other.yaml")
        let scenarios = try command.run("run", ".", "--shard", "1/2")
        #expect(scenarios.output.contains("\nother  "))
        #expect(!scenarios.output.contains("\nsmall  "))
        let none = try command.run("run", "small.yaml", "--shard", "2/2")
        #expect(none.status == 0)
        #expect(none.output.contains("0 scenarios, 0 runs"))
    }

    @Test func `An interruption ends the sweep with what is known, which is no success`() throws {
        defer { command.remove() }
        let process = Process()
        process.executableURL = Command.executable
        process.arguments = ["run", "small.yaml", "--seeds", "1..1000000"]
        process.currentDirectoryURL = command.folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        while process.isRunning, !Self.listens(process.processIdentifier) { sched_yield() }
        process.interrupt()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        #expect(process.terminationStatus == 2, "\(text)")
        #expect(text.contains(" of 1,000,000 seeds\n") || text.contains("not begun"))
    }

    /// Whether a process handles SIGINT itself.
    private static func listens(_ identifier: Int32) -> Bool {
        let status =
            (try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
        let mask = line.flatMap { UInt64($0.dropFirst(7).drop(while: \.isWhitespace), radix: 16) }
        return (mask ?? 0) & 1 << UInt64(SIGINT - 1) != 0
    }

    @Test(arguments: [
        (["--for", "5m", "--seed", "3"], "Give either '--for' or seeds"),
        (["--for", "soon"], "'soon' is not a time"),
        (["--for", "5m", "--check-determinism"], "'--check-determinism' needs to know its seeds"),
        (["--shard", "3/2"], "'3/2' is not a shard"),
        (["--strategy", "randm"], "did you mean 'random'?"),
    ])
    func `What makes no sense is refused with 64`(options: [String], reason: String) throws {
        defer { command.remove() }
        let result = try command.run(["run", "small.yaml"] + options)
        #expect(result.status == 64)
        #expect(result.errors.contains(reason), "\(result.errors)")
    }
}
