import Testing

@Suite struct ExplorationTests {
    private let command: Command

    init() throws {
        command = try Command()
    }

    @Test func `Generated scenarios are one row, whatever the seeds`() throws {
        defer { command.remove() }
        let result = try command.run("run", "--generate", "--seeds", "1..5")
        #expect(result.status == 0)
        let row = result.output.split(separator: "\n").first { $0.hasPrefix("generated") }
        #expect(row?.split(separator: " ")[1] == "5")
        #expect(result.errors == "generated: 5 runs, passed\n")
    }

    @Test func `A generated scenario is the same run from the file that it prints`() throws {
        defer { command.remove() }
        let printed = try command.run("run", "--generate", "--print", "--seed", "7")
        #expect(printed.output.contains("scenario: generated-7\n"))
        try command.write(printed.output, to: "generated-7.yaml")
        let fingerprints = try [["--generate", "--seed", "7"], ["generated-7.yaml"]].map {
            try command.run(["run"] + $0 + ["--print-fingerprints"]).output.split(separator: "\t")
        }
        #expect(fingerprints[0].count == 2)
        #expect(fingerprints[0].last == fingerprints[1].last)
    }

    @Test func `Two processes draw and run the same`() throws {
        defer { command.remove() }
        let result = try command.run(
            "run",
            "--generate",
            "--swarm",
            "--seeds",
            "1..4",
            "--check-determinism"
        )
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("deterministic: 4 runs"))
    }

    @Test func `A failure of a generated scenario is a command and a file`() throws {
        defer { command.remove() }
        let result = try command.run(
            "run",
            "--generate",
            "--seeds",
            "1..40",
            "--no-shrink",
            "--defect",
            "lookup-by-thread",
            "--report",
            "found"
        )
        #expect(result.status == 1)
        let line = try #require(
            result.output.split(separator: "\n").first { $0.contains("reproduce: ") }
        )
        let words = line.split(separator: " ").map(String.init)
        #expect(words[1...4] == ["rehearse", "run", "--generate", "--seed"])
        #expect(words.suffix(2) == ["--defect", "lookup-by-thread"])
        let name = "generated-\(words[5])"
        #expect(try command.read("found/failures/\(name).yaml").contains("scenario: \(name)\n"))
        let again = try command.run(
            "run",
            "found/failures/\(name).yaml",
            "--no-shrink",
            "--defect",
            "lookup-by-thread"
        )
        #expect(again.status == 1)
    }

    @Test func `A swarm says what was on, and its failures say it again`() throws {
        defer { command.remove() }
        let faults = "faults: [{ crash: {}, at: 3s }, { disconnect: {}, at: 4s }]"
        let scenario = ScenarioText.small(named: "small", faults).replacing(
            "  - sessions: 3",
            with: "  - sessions: 3\n    session-key: \"user-{n}:helper:main\""
        )
        try command.write(scenario, to: "small.yaml")
        let held = try command.run("run", "small.yaml", "--swarm", "--seeds", "1..8")
        #expect(held.output.contains("  swarm: of 8 seeds, on were 1 crash in "))
        let failed = try command.run(
            "run",
            "small.yaml",
            "--swarm",
            "--seeds",
            "1..8",
            "--no-shrink",
            "--defect",
            "lookup-by-thread"
        )
        #expect(failed.status == 1)
        #expect(failed.output.contains("\n  swarm: on: "))
        #expect(failed.output.contains(" --swarm --defect lookup-by-thread\n"))
        let json = try command.run("run", "small.yaml", "--swarm", "--format", "json")
        #expect(json.output.contains(#""swarm":[{"number":1,"fault":"crash","state":""#))
    }

    @Test func `A report of a swarm says what was on and how to see it again`() throws {
        defer { command.remove() }
        try command.write(
            ScenarioText.small(named: "small", "faults: [{ crash: {}, at: 3s }]"),
            to: "small.yaml"
        )
        _ = try command.run("run", "small.yaml", "--swarm", "--report", "told")
        let report = try command.read("told/small.md")
        #expect(report.contains("The run is one of a swarm; its faults were on: "))
        #expect(report.contains("rehearse run small.yaml --seed 1 --swarm\n"))
    }

    @Test(arguments: [
        (["run", "--print"], "give both"),
        (["run", "--generate", "small.yaml"], "leave out the files"),
    ])
    func `What does not go together is refused with 64`(
        arguments: [String],
        reason: String
    ) throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
        let result = try command.run(arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(reason))
    }
}
