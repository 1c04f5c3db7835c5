import Testing

@Suite("rehearse crash-sweep") struct CrashSweepTests {
    private let command: Command
    private let scenario = """
        version: 1
        scenario: tiny
        summary: One user says one thing.
        limits: { duration: 3s, drain: 100s }
        system: { event-queue-interval: 1s, effect-poll-interval: 1s }
        clients:
          - sessions: 1
            messages: 1
            start: 0s
            reconnect: 0.1s
        llm: { first-token: 0.1s, tokens: 2 }
        """

    init() throws {
        command = try Command()
        try command.write(scenario, to: "tiny.yaml")
    }

    @Test func `Says how much it covered of what there is`() throws {
        defer { command.remove() }
        let result = try command.run(
            "crash-sweep",
            "tiny.yaml",
            "--every",
            "20",
            "--report",
            "told"
        )
        #expect(result.status == 0)
        let row = try #require(
            result.output.split(separator: "\n").first { $0.hasPrefix("crash before a step") }
        )
        let numbers = row.split(separator: " ").compactMap { Int($0) }
        #expect(numbers[0] == (numbers[1] + 19) / 20)
        let open = numbers[1] - numbers[0]
        #expect(
            result.output.contains(
                "passed: \(numbers[0]) of \(numbers[1]) points covered, \(open) not; 0 failed · "
            )
        )
        let report = try command.read("told/tiny-crash-sweep.md")
        #expect(report.hasPrefix("# Crash sweep of tiny\n\n**It held.** Of \(numbers[1]) points"))
        #expect(report.contains("| crash before a step "))
    }

    @Test(arguments: [["--every", "3"], ["--power-loss", "--every", "3"], ["--pairs", "40"]])
    func `Shows a failure with the command that runs it again`(options: [String]) throws {
        defer { command.remove() }
        let result = try command.run(
            ["crash-sweep", "tiny.yaml", "--defect", "two-transactions", "--no-shrink"] + options
        )
        #expect(result.status == 1)
        let line = try #require(
            result.output.split(separator: "\n").first { $0.contains("reproduce: rehearse run") }
        )
        let failure = try #require(
            result.output.split(separator: "\n").first { $0.hasPrefix("FAIL ") }
        )
        let words = line.split(separator: " ").dropFirst(2).map(String.init)
        let again = try command.run(words + ["--no-shrink"])
        #expect(again.status == 1)
        #expect(again.output.split(separator: "\n").contains(failure))
        let replay = try #require(
            result.output.split(separator: "\n").first { $0.contains("replay: rehearse replay") }
        )
        let replayed = try command.run(replay.split(separator: " ").dropFirst(2).map(String.init))
        #expect(replayed.status == 1)
        #expect(replayed.output.contains(" as recorded, the same fingerprint\n"))
    }

    @Test(arguments: [["--every", "4"], ["--power-loss", "--every", "3"]])
    func `A failure is left as a scenario that fails by itself`(options: [String]) throws {
        defer { command.remove() }
        let swept = try command.run(
            ["crash-sweep", "tiny.yaml", "--defect", "two-transactions", "--fail-fast"] + options
        )
        #expect(swept.status == 1)
        #expect(swept.output.contains("  shrunk: 1 → 1 session, 1 → 1 fault, "))
        let path = "Reports/failures/tiny-1.yaml"
        #expect(swept.output.contains("\n  replay: rehearse replay \(path)\n"))
        let text = try command.read(path)
        #expect(!text.contains("step:") && !text.contains("write:"))
        for arguments in [["run", path, "--defect", "two-transactions"], ["replay", path]] {
            let again = try command.run(arguments)
            #expect(again.status == 1)
            #expect(again.output.contains("FAIL durability.atomicity  "))
        }
        #expect(try command.run("run", path).status == 0)
    }

    @Test func `Stops at the first point that fails when asked to, whatever the jobs`() throws {
        defer { command.remove() }
        let sweeps = try ["1", "3"].map { jobs in
            try command.run(
                "crash-sweep",
                "tiny.yaml",
                "--defect",
                "two-transactions",
                "--no-shrink",
                "--fail-fast",
                "--jobs",
                jobs
            )
        }
        for sweep in sweeps {
            #expect(sweep.status == 1)
            #expect(sweep.output.contains("; 1 failed · "))
        }
        let blocks = sweeps.map { $0.output.split(separator: " failed · ")[0] }
        #expect(blocks[0] == blocks[1])
    }

    @Test func `Ends with the same words at any number of jobs`() throws {
        defer { command.remove() }
        let reports = try ["1", "3"].map { jobs in
            _ = try command.run(
                "crash-sweep",
                "tiny.yaml",
                "--every",
                "3",
                "--defect",
                "two-transactions",
                "--no-shrink",
                "--report",
                "told",
                "--jobs",
                jobs
            )
            return try command.read("told/tiny-crash-sweep.md")
        }
        #expect(reports[0] == reports[1])
        #expect(reports[0].contains("**It did not hold.**"))
    }

    @Test(arguments: [
        (["crash-sweep"], "Name the scenario"),
        (["crash-sweep", "tiny.yaml", "--every", "0"], "'--every 0' names no points"),
        (["crash-sweep", "tiny.yaml", "--pairs", "3", "--power-loss"], "'--pairs' draws crashes"),
        (["run", "tiny.yaml", "--crash-at", "soon"], "'soon' is not a step"),
        (["run", "tiny.yaml", "--crash-at", "5/2"], "names instance 2; tiny.yaml has 1"),
        (["run", "tiny.yaml", "--power-loss-at", "0"], "'0' is not the number of a write"),
        (["run", "--generate", "--crash-at", "5"], "leave out '--crash-at'"),
    ])
    func `What makes no sense is refused with 64`(arguments: [String], reason: String) throws {
        defer { command.remove() }
        let result = try command.run(arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(reason), "\(result.errors)")
    }

    @Test func `A store in memory has no power to lose`() throws {
        defer { command.remove() }
        try command.write(scenario + "\nstore: { kind: memory }\n", to: "tiny.yaml")
        for arguments in [
            ["crash-sweep", "tiny.yaml", "--power-loss"],
            ["run", "tiny.yaml", "--power-loss-at", "5"],
        ] {
            let result = try command.run(arguments)
            #expect(result.status == 64)
            #expect(result.errors.contains("needs a disk; tiny.yaml keeps its store in memory"))
        }
    }
}
