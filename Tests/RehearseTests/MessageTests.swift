import Testing

/// What the command says of each wrong command line, to the letter.
@Suite struct MessageTests {
    private let command: Command

    init() throws {
        command = try Command()
        for name in ["a", "b"] {
            try command.write(ScenarioText.small(named: name), to: "Scenarios/\(name).yaml")
        }
        let memory = ScenarioText.small(named: "m", "store: { kind: memory }")
        try command.write(memory, to: "m.yaml")
    }

    @Test(arguments: [
        (
            ["run", "--generate", "--crash-at", "5"],
            "'--generate' draws its faults; leave out '--crash-at', '--power-loss-at' and '--strike'."
        ),
        (
            ["run", "--generate", "Scenarios/a.yaml"],
            "'--generate' draws its scenarios; leave out the files and '--set'."
        ),
        (
            ["run", "--generate", "--non-interference", "--session", "1"],
            "'--generate' draws its sessions; leave out '--session' to have some drawn, too."
        ),
        (["run", "--print"], "'--print' shows what '--generate' draws; give both."),
        (
            ["run", "--seed", "1", "--seeds", "1..2"],
            "Give either '--seed' or '--seeds', not both."
        ),
        (["run", "--for", "1s", "--seed", "1"], "Give either '--for' or seeds, not both."),
        (
            ["run", "--for", "5 minutes"],
            "'5 minutes' is not a time; write it as '30s', '5m' or '1.5h'."
        ),
        (
            ["run", "--shard", "2"],
            "'2' is not a shard; write the second of five as '--shard 2/5'."
        ),
        (["run", "--strategy", "pct(0)"], "'pct(0)' cannot be run: the depth is from 1 to 100."),
        (
            ["run", "--strategy", "?"],
            "There is no strategy '?'; there are portfolio, scenario, guided, "
                + "exhaustive(preemptions: 2), fifo, jitter, random, pct(3)."
        ),
        (["run", "--set", "a"], "'a' sets nothing; write it as '--set NAME=VALUE'."),
        (
            ["run", "--set", "1=2"],
            "'1' cannot be a variable's name; it has letters, digits, '_' and '-', and begins with a "
                + "letter or '_'."
        ),
        (["run", "--set", "a=1", "--set", "a=2"], "'--set a=…' is given twice."),
        (["run", "--set", "a=1"], "No scenario has a variable 'a'."),
        (
            ["run", "Scenarios/a.yaml", "--crash-at", "5/2"],
            "'--crash-at' names instance 2; Scenarios/a.yaml has 1."
        ),
        (
            ["run", "--crash-at", "soon"],
            "'soon' is not a step; write it as '--crash-at 18402', or '--crash-at 18402/2' for the "
                + "second server."
        ),
        (
            ["run", "--power-loss-at", "0"],
            "'0' is not the number of a write; write it as '--power-loss-at 731'."
        ),
        (
            ["run", "m.yaml", "--power-loss-at", "3"],
            "'--power-loss-at' needs a disk; m.yaml keeps its store in memory."
        ),
        (["run", "--watch", "--print"], "'--watch' runs files again; leave out '--print'."),
        (
            ["run", "--defect", "?"],
            "There is no planted defect '?'; 'rehearse list defects' shows"
        ),
        (
            ["crash-sweep", "Scenarios/a.yaml", "--every", "0"],
            "'--every 0' names no points; give a number from 1."
        ),
        (
            ["crash-sweep", "Scenarios/a.yaml", "--pairs", "0"],
            "'--pairs 0' draws nothing; give a number from 1."
        ),
        (["crash-sweep"], "Name the scenario that is to be swept."),
        (
            ["crash-sweep", "Scenarios", "m.yaml"],
            "A crash sweep goes through one scenario; these are 3. Name one file, and leave a matrix "
                + "one value with '--set'."
        ),
        (
            ["shrink", "Scenarios"],
            "One scenario is shrunk at a time; these are 2. Name one file, and leave a matrix one "
                + "value with '--set'."
        ),
        (
            ["shrink", "Scenarios/a.yaml", "--invariant", "ordering.delivry"],
            "There is no invariant 'ordering.delivry'; did you mean 'ordering.delivery'?"
        ),
        (["explain-scenario"], "Name the scenario: 'rehearse explain-scenario FILE';"),
    ])
    func `A wrong command line is told so`(arguments: [String], message: String) throws {
        defer { command.remove() }
        let result = try command.run(arguments)
        #expect(result.status == 64)
        // The argument parser may say before it which option is meant.
        let told = result.errors.split(separator: "\n").first.map(String.init) ?? ""
        #expect(told.hasPrefix("Error: ") && told.contains(message), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test func `A place that cannot be written to is told, and is no fault of the scenario`() throws
    {
        defer { command.remove() }
        try command.write("", to: "taken")
        let result = try command.run("report", "Scenarios/a.yaml", "--out", "taken/reports")
        #expect(result.status == 70)
        #expect(result.errors.contains("error: cannot write taken/reports/a.md: "))
    }
}
