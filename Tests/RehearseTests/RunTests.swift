import Testing

@Suite struct RunTests {
    private let command: Command

    init() throws {
        command = try Command()
    }

    @Test func `A scenario that holds ends with 0 and a row of its numbers`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "Scenarios/small.yaml")
        let result = try command.run("run", "--seeds", "1..3", "--jobs", "2")
        #expect(result.status == 0)
        let row = try #require(result.output.split(separator: "\n").first { $0.hasPrefix("small") })
        let columns = row.split(separator: " ")
        #expect(columns[1] == "3")
        #expect(columns[2] == "3")
        #expect(columns.last == "passed")
        #expect(result.errors == "small: 3 runs, passed\n")
    }

    @Test func `The number of jobs changes nothing that is told`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "Scenarios/small.yaml")
        let fingerprints = try ["1", "2"].map { jobs in
            try command.run(
                "run",
                "--seeds",
                "1..4",
                "--jobs",
                jobs,
                "--print-fingerprints"
            ).output
        }
        #expect(fingerprints[0] == fingerprints[1])
        #expect(fingerprints[0].split(separator: "\n").count == 4)
    }

    @Test func `What was never seen makes a run inconclusive, with 2`() throws {
        defer { command.remove() }
        try command.write(
            ScenarioText.small(named: "vacuous", "expect: { sometimes: [torn-write] }"),
            to: "vacuous.yaml"
        )
        let result = try command.run("run", "vacuous.yaml")
        #expect(result.status == 2)
        #expect(result.output.contains("? vacuous: torn-write was never seen"))
    }

    @Test func `A known failure that does not show ends with 1`() throws {
        defer { command.remove() }
        try command.write(
            ScenarioText.small(
                named: "known",
                "expect: { verdict: { violated: ordering.delivery } }"
            ),
            to: "known.yaml"
        )
        let result = try command.run("run", "known.yaml")
        #expect(result.status == 1)
        #expect(result.output.contains("the known failure of ordering.delivery did not show"))
    }

    @Test func `An invalid scenario ends with 65 and says where it is wrong`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "other", "lmits: {}"), to: "wrong.yaml")
        for subcommand in ["run", "validate"] {
            let result = try command.run(subcommand, "wrong.yaml")
            #expect(result.status == 65)
            #expect(result.errors.contains("wrong.yaml:2:"))
            #expect(result.errors.contains("'limits'"))
            #expect(result.output.isEmpty)
        }
    }

    @Test func `JSON is one object with the verdict`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
        let result = try command.run("run", "small.yaml", "--format", "json")
        #expect(result.output.hasPrefix(#"{"version":1,"verdict":"passed","scenarios":[{"#))
        #expect(result.output.hasSuffix("]}]}\n"))
    }

    @Test func `Two processes run the same seeds alike`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "Scenarios/small.yaml")
        let result = try command.run("run", "--seeds", "1..2", "--check-determinism")
        #expect(result.status == 0)
        #expect(
            result.output
                == "deterministic: 2 runs of 1 scenario had the same fingerprints in two processes\n"
        )
    }

    @Test func `A recorded history holds when it is checked again`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
        #expect(try command.run("run", "small.yaml", "--record", "recorded").status == 0)
        let checked = try command.run("check", "recorded/small-1.jsonl")
        #expect(checked.status == 0)
        #expect(checked.output.contains("ordering.delivery"))
        #expect(checked.output.contains("\npassed: "))
    }

    @Test func `A history in which an answer is missing is refused with 1`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
        #expect(try command.run("run", "small.yaml", "--record", "recorded").status == 0)
        let lines = try command.read("recorded/small-1.jsonl").split(separator: "\n")
        let kept = lines.filter {
            !($0.contains(#""terminal-received""#) && $0.contains(#""s2-r1""#))
        }
        #expect(kept.count == lines.count - 1)
        try command.write(kept.joined(separator: "\n"), to: "tampered.jsonl")
        let checked = try command.run("check", "tampered.jsonl")
        #expect(checked.status == 1)
        #expect(checked.output.contains("FAIL durability.responses"))
    }

    @Test func `What is no history ends with 65 and the line`() throws {
        defer { command.remove() }
        try command.write("{\"history\":1}\nnonsense\n", to: "nonsense.jsonl")
        let checked = try command.run("check", "nonsense.jsonl")
        #expect(checked.status == 65)
        #expect(checked.errors.contains("nonsense.jsonl: line 2"))
    }

    @Test func `A report is the same whenever it is written`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "Scenarios/small.yaml")
        #expect(try command.run("report", "--out", "first").status == 0)
        #expect(try command.run("run", "--report", "second").status == 0)
        let first = try command.read("first/small.md")
        #expect(first.hasPrefix("# small\n\n**It held.** 3 chat sessions sent 6 messages"))
        #expect(try command.read("second/small.md") == first)
    }

    @Test(arguments: [
        ("invariants", "ordering.delivery"), ("faults", "disconnect"),
        ("facts", "terminal-received"), ("defects", "stuck-executing"), ("coverage", "SC-005"),
    ])
    func `Lists name what there is`(list: String, name: String) throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "Scenarios/small.yaml")
        let result = try command.run("list", list)
        #expect(result.status == 0)
        #expect(result.output.contains("\n\(name) "))
    }

    @Test func `A planted defect is shown with evidence and how to see it again, with 1`() throws {
        defer { command.remove() }
        let sameThread = ScenarioText.small(named: "same-thread")
            .replacing(
                "  - sessions: 3",
                with: "  - sessions: 3\n    session-key: \"user-{n}:helper:main\""
            )
        try command.write(sameThread, to: "same-thread.yaml")
        let result = try command.run(
            "run",
            "same-thread.yaml",
            "--seed",
            "4",
            "--defect",
            "lookup-by-thread"
        )
        #expect(result.status == 1)
        #expect(result.output.contains("FAIL isolation.delivery  same-thread.yaml  seed 4  t="))
        #expect(result.output.contains("  cause: "))
        #expect(
            result.output.contains(
                "  reproduce: rehearse run same-thread.yaml --seed 4 --defect lookup-by-thread\n"
            )
        )
    }

    @Test func `A history from elsewhere is inconclusive where it lacks facts, never passed`()
        throws
    {
        defer { command.remove() }
        // What clients see and the store appends, and nothing else.
        let lines = [
            #"{"history":1,"sessions":["ada:helper:main"]}"#,
            #"{"kind":"client-connected","time":0,"session":"ada:helper:main","connection":1}"#,
            #"{"kind":"event-appended","time":3,"session":"ada:helper:main","request":"r1","#
                + #""sequence":1,"content":"hello"}"#,
            #"{"kind":"terminal-received","time":9,"session":"ada:helper:main","connection":1,"#
                + #""request":"r1","frame":"final","content":"Hello, Ada."}"#,
        ]
        try command.write(lines.joined(separator: "\n") + "\n", to: "elsewhere.jsonl")
        let checked = try command.run("check", "elsewhere.jsonl")
        #expect(checked.status == 2)
        #expect(checked.output.contains("\ninconclusive: "))
        let rows = checked.output.split(separator: "\n").map(String.init)
        let passed = rows.filter { $0.hasSuffix("  passed") }.compactMap {
            $0.split(separator: " ").first
        }
        #expect(passed == ["deduplication.request"])
        #expect(
            rows.contains {
                $0.hasPrefix("durability.events")
                    && $0.hasSuffix("inconclusive: the history has no store-inspected facts")
            }
        )
    }

    @Test func `The schema of histories comes with an example that can be checked`() throws {
        defer { command.remove() }
        let schema = try command.run("schema", "history")
        #expect(schema.status == 0)
        #expect(schema.output.contains("A line of a Rehearsal history"))
        #expect(schema.output != (try command.run("schema").output))
    }

    @Test func `The self-test tells who caught a defect, and who survived`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "small"), to: "Scenarios/small.yaml")
        let result = try command.run(
            "self-test",
            "--seeds",
            "1..2",
            "--defect",
            "lookup-by-thread"
        )
        #expect(result.status == 1)
        #expect(result.output.contains("SURVIVED"))
        #expect(
            result.output.hasSuffix(
                "0 of 1 planted defect caught by an invariant that names the problem; survivors: "
                    + "lookup-by-thread\n"
            )
        )
    }
}
