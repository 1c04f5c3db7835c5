import Testing

/// `rehearse diff`.
@Suite struct DiffTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
    }

    @Test func `A run is the same as itself, recorded or not, with 0`() throws {
        defer { command.remove() }
        #expect(try command.run("run", "small.yaml", "--record", "out").status == 0)
        let result = try command.run("diff", "small.yaml", "out/small-1.jsonl")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("The same "))
    }

    @Test func `Two seeds part, with 1`() throws {
        defer { command.remove() }
        let result = try command.run("diff", "small.yaml@1", "small.yaml@2", "--context", "1")
        #expect(result.status == 1)
        #expect(result.output.contains("; then they part.\n"))
        #expect(result.output.contains("\n< small.yaml@1\n<   t="))
        #expect(result.output.contains("\n> small.yaml@2\n>   t="))
    }

    @Test func `A planted defect is where its run parts from the shipped one`() throws {
        defer { command.remove() }
        let sameThread = ScenarioText.small(named: "same")
            .replacing(
                "  - sessions: 3",
                with: "  - sessions: 3\n    session-key: \"user-{n}:helper:main\""
            )
        try command.write(sameThread, to: "same.yaml")
        let result = try command.run(
            "diff",
            "same.yaml@4",
            "same.yaml@4",
            "--defect",
            "lookup-by-thread"
        )
        #expect(result.status == 1)
        #expect(result.output.contains("\n> same.yaml@4 with lookup-by-thread\n>   t="))
    }

    @Test(arguments: [
        (
            ["small.yaml", "small.yaml", "--context", "1001"],
            "'--context 1001' is out of range; it is from 0 to 1000."
        ),
        (
            ["small.yaml", "a.jsonl", "--defect", "stuck-executing"],
            "'--defect' needs a scenario to run; 'a.jsonl' is a recorded history."
        ),
        (["small.yaml", "small.yaml@two"], "'two' is not a seed; write it as 'small.yaml@17'."),
    ])
    func `What cannot be compared is said, with 64`(arguments: [String], message: String) throws {
        defer { command.remove() }
        let result = try command.run(["diff"] + arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(message))
    }
}
