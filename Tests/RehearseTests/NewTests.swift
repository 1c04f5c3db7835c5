import Testing

import RehearseCommand

@Suite struct NewTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "Scenarios/network/small.yaml")
    }

    @Test(arguments: Theme.all.map(\.name))
    func `The scaffold of each theme is valid, laid out, and runs as it says`(theme: String) throws
    {
        defer { command.remove() }
        let path = "Scenarios/\(theme)/elevator.yaml"
        let made = try command.run("new", "elevator", "--from", theme)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.hasPrefix("\(path) is written: "))
        let text = try command.read(path)
        #expect(
            text.hasPrefix(
                "# yaml-language-server: $schema=../scenario.schema.json\n\nversion: 1\n"
            )
        )
        #expect(text.split(separator: "\n").filter { $0.contains(" # ") }.count >= 3)
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
        let run = try command.run("run", path)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains(theme == "known-limits" ? "passed (known)" : "passed"))
    }

    @Test func `The schema that the first line names is written beside`() throws {
        defer { command.remove() }
        #expect(try command.run("new", "elevator", "--from", "llm").status == 0)
        let schema = try command.read("Scenarios/scenario.schema.json")
        #expect(schema == (try command.run("schema").output))
        #expect(try command.run("new", "a", "--from", "llm", "--out", "elsewhere").status == 0)
        #expect(
            try command.read("elsewhere/a.yaml")
                .hasPrefix("# yaml-language-server: $schema=scenario.schema.json\n")
        )
        #expect(try command.read("elsewhere/scenario.schema.json") == schema)
    }

    @Test func `Nothing is overwritten, and no name is used twice`() throws {
        defer { command.remove() }
        for (theme, message) in [
            ("network", "Scenarios/network/small.yaml exists already; nothing is overwritten."),
            ("llm", "There is a scenario 'small' already, Scenarios/network/small.yaml; reports"),
        ] {
            let result = try command.run("new", "small", "--from", theme)
            #expect(result.status == 64)
            #expect(result.errors.contains(message), "\(result.errors)")
        }
        #expect(
            try command.read("Scenarios/network/small.yaml") == ScenarioText.small(named: "small")
        )
    }

    @Test(arguments: [
        (["Slow Disk", "--from", "storage"], "did you mean 'slow-disk'?"),
        (["SlowDisk", "--from", "storage"], "did you mean 'slow-disk'?"),
        (["slow_disk", "--from", "storage"], "did you mean 'slow-disk'?"),
        (["a/slow-disk.yaml", "--from", "storage"], "did you mean 'slow-disk'?"),
        (["slow--disk", "--from", "storage"], "did you mean 'slow-disk'?"),
        (["é", "--from", "storage"], "'é' cannot be a scenario's name"),
        (["", "--from", "storage"], "cannot be a scenario's name"),
        ([String(repeating: "a", count: 70), "--from", "llm"], "at most 60 in all"),
        (["slow-disk", "--from", "storge"], "did you mean 'storage'?"),
        (["slow-disk", "--from", "?"], "there are ordering, isolation,"),
        (["slow-disk"], "Missing expected argument '--from <THEME>'"),
    ])
    func `A wrong name or theme is refused with what was meant`(
        arguments: [String],
        message: String
    ) throws {
        defer { command.remove() }
        let result = try command.run(["new"] + arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(message), "\(result.errors)")
    }
}
