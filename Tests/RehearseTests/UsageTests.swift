import Testing

@Suite struct UsageTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "Scenarios/small.yaml")
        try command.write(ScenarioText.small(named: "deep"), to: "Scenarios/theme/deep.yaml")
        try command.write("", to: "out/deep-1.jsonl")
    }

    @Test(arguments: [
        (["run", "--seeds", "5..1"], "did you mean '--seeds 1..5'?"),
        (["run", "--jobs", "0"], "give a number from 1 to 1024"),
        (["run", "--seed", "1", "--seeds", "1..2"], "not both"),
        (["run", "--session", "1"], "'--session' says whom '--non-interference' is about"),
        (["run", "--non-interference", "--session", "99"], "'small' has no session 99"),
        (["run", "--non-interference", "--check-determinism"], "give one"),
        (["run", "Scenarois"], "did you mean 'Scenarios'?"),
        (["run", "Scenarios/smal.yaml"], "did you mean 'Scenarios/small.yaml'?"),
        (["run", "elsewhere/x.yaml"], "There is no file or folder 'elsewhere/x.yaml'."),
        (["run", "Scenarios/deep.yaml"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["run", "deep"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["run", "depe"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["run", "Scenarois/theme/deep.yaml"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["run", "theme"], "did you mean 'Scenarios/theme'?"),
        (["run", "Scenarios/theme/deep.yml"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["validate", "deep"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["report", "deep"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["crash-sweep", "deep"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["shrink", "deep"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["list", "coverage", "deep"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["self-test", "deep"], "did you mean 'Scenarios/theme/deep.yaml'?"),
        (["check", "recorded/deep.jsonl"], "did you mean 'out/deep-1.jsonl'?"),
        (["check", "deep.yaml"], "There is no file or folder 'deep.yaml'; did you mean"),
        (["run", "--seeed", "1"], "Unknown option '--seeed'"),
        (["self-test", "--defect", "stuck-executin"], "did you mean 'stuck-executing'?"),
        (["self-test", "--strategy", "fifi"], "did you mean 'fifo'?"),
        (["self-test", "--strategy", "portfolio"], "is not one policy"),
        (["rum"], "Unexpected argument 'rum'"),
    ])
    func `A wrong command line ends with 64 and says what was meant`(
        arguments: [String],
        message: String
    ) throws {
        defer { command.remove() }
        let result = try command.run(arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test func `Help names every subcommand and every exit code`() throws {
        defer { command.remove() }
        let result = try command.run("--help")
        #expect(result.status == 0)
        for name in [
            "run", "new", "validate", "explain-scenario", "format", "schema", "list", "check",
            "report",
            "self-test",
        ] {
            #expect(result.output.contains("  \(name) "))
        }
        for code in ["0 passed", "1 violated", "2 inconclusive", "3 not deterministic"] {
            #expect(result.output.contains(code))
        }
    }
}
