import Testing

/// Variables, includes and matrices, as far as the command shows them.
@Suite struct VariantTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(
            """
            summary: Three users talk for a moment.
            version: 1
            vars: { messages: 2 }
            limits: { duration: 15s, drain: 100s }
            clients: [{ sessions: "${sessions}", messages: "${messages}" }]
            """,
            to: "Scenarios/common.yaml"
        )
        try command.write(
            """
            scenario: combined
            include: common.yaml
            matrix: { sessions: [1, 2], policy: [fifo, random] }
            scheduling: ${policy}
            """,
            to: "Scenarios/combined.yaml"
        )
    }

    @Test func `Each combination is reported by name, in order`() throws {
        defer { command.remove() }
        let titles = ["1,policy=fifo", "1,policy=random", "2,policy=fifo", "2,policy=random"]
        let validated = try command.run("validate")
        #expect(
            validated.output.split(separator: "\n").map { $0.split(separator: ":")[0] }
                == titles.map { "Scenarios/combined.yaml[sessions=\($0)]" }
        )
        let run = try command.run("run")
        #expect(run.status == 0)
        #expect(run.errors.split(separator: "\n").count == 4)
        for title in titles { #expect(run.output.contains("\ncombined[sessions=\(title)] ")) }
    }

    @Test func `A setting leaves one value, and one that nobody knows is refused`() throws {
        defer { command.remove() }
        let one = try command.run(
            "validate",
            "--set",
            "sessions=3",
            "--set",
            "policy=fifo"
        )
        #expect(
            one.output
                == "Scenarios/combined.yaml[sessions=3,policy=fifo]: valid, 3 sessions, 0 faults\n"
        )
        let cases = [
            ("message=3", "did you mean 'messages'?"), ("messages", "--set NAME=VALUE"),
            ("a b=1", "cannot be a variable's name"),
        ]
        for (setting, message) in cases {
            let refused = try command.run("run", "--set", setting)
            #expect(refused.status == 64)
            #expect(refused.errors.contains(message), "\(refused.errors)")
        }
        let twice = try command.run("run", "--set", "policy=fifo", "--set", "policy=random")
        #expect(twice.errors.contains("given twice"))
        let wrong = try command.run("run", "--set", "messages=many")
        #expect(wrong.status == 65)
        #expect(wrong.errors.contains("Scenarios/common.yaml:5:48: error: 'many' is not"))
    }

    @Test func `Two processes run the same combinations alike`() throws {
        defer { command.remove() }
        let result = try command.run(
            "run",
            "--seeds",
            "1..2",
            "--set",
            "policy=random",
            "--check-determinism"
        )
        #expect(
            result.output
                == "deterministic: 4 runs of 2 scenarios had the same fingerprints in two "
                + "processes\n"
        )
    }

    @Test func `What is told of a combination makes it again`() throws {
        defer { command.remove() }
        try command.write(
            """
            scenario: same-thread
            include: common.yaml
            matrix: { sessions: [3, 4], word: [plain, "it's me"] }
            clients:
              - sessions: ${sessions}
                messages: ${messages}
                text: "${word} {i}"
                session-key: "user-{n}:helper:main"
            """,
            to: "same-thread.yaml"
        )
        try command.write(try command.read("Scenarios/common.yaml"), to: "common.yaml")
        let settings = [
            "--seed", "4", "--no-shrink", "--defect", "lookup-by-thread", "--set", "messages=3",
        ]
        let first = try command.run(["run", "same-thread.yaml"] + settings)
        #expect(first.status == 1)
        let line = try #require(
            first.output.split(separator: "\n").first {
                $0.contains("reproduce:") && $0.contains("sessions=4") && $0.contains("it'")
            }
        )
        #expect(
            line.hasSuffix(
                "rehearse run same-thread.yaml --seed 4 --set messages=3 --set sessions=4 "
                    + #"--set 'word=it'\''s me' --defect lookup-by-thread"#
            )
        )
        let again = try command.run(
            ["run", "same-thread.yaml"] + settings
                + ["--set", "sessions=4", "--set", "word=it's me"]
        )
        let title = #"FAIL isolation.delivery  same-thread.yaml[sessions=4,word="it's me"]  seed 4"#
        let lines = again.output.split(separator: "\n")
        let failure = try #require(lines.first { $0.hasPrefix("FAIL isolation.delivery") })
        #expect(failure.hasPrefix(title))
        #expect(first.output.contains(failure))
    }

    @Test func `Each combination has a report, which says how to make it again`() throws {
        defer { command.remove() }
        #expect(try command.run("report").status == 0)
        let report = try command.read("Reports/combined[sessions=2,policy=fifo].md")
        #expect(report.hasPrefix("# combined[sessions=2,policy=fifo]\n"))
        #expect(
            report.contains(
                "rehearse run Scenarios/combined.yaml --seed 1 --set sessions=2 --set policy=fifo\n"
            )
        )
    }
}
