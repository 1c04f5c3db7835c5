import Testing

@Suite("rehearse run --strategy, rehearse explain") struct SearchTests {
    private let command: Command

    /// A client that comes back at the very instant of a poll.
    private static let poll = """
        version: 1
        scenario: poll
        summary: The poll comes at the very instant at which a client comes back.
        limits: { duration: 1s, drain: 100s }
        system: { effect-poll-interval: 40ms }
        clients:
          - { sessions: 1, messages: 2, pipeline: 2, start: 0s, think-time: 0s, reconnect: 10ms }
        network: { latency: 5ms }
        store: { latency: 0ms }
        llm: { tokens: 1, first-token: 10ms, token-interval: 10ms }
        faults:
          - { disconnect: {}, after: { fact: effect-created } }

        """

    init() throws {
        command = try Command()
        try command.write(Self.poll, to: "poll.yaml")
    }

    /// Searches with a defect until something fails; the name of the schedule that does.
    private func failingSchedule() throws -> String {
        let result = try command.run(
            "run",
            "poll.yaml",
            "--strategy",
            "exhaustive(preemptions: 1)",
            "--fail-fast",
            "--no-shrink",
            "--defect",
            "claim-without-compare"
        )
        #expect(result.status == 1)
        #expect(result.output.contains("\n  search: tried "))
        let line = try #require(
            result.output.split(separator: "\n").first { $0.contains("reproduce: ") }
        )
        let start = try #require(line.firstRange(of: "departures("))
        return String(line[start.lowerBound...].prefix { $0 != "'" })
    }

    @Test func `A search says how far it came, and names the schedule that fails`() throws {
        defer { command.remove() }
        let strategy = try failingSchedule()
        let again = try command.run(
            "run",
            "poll.yaml",
            "--strategy",
            strategy,
            "--no-shrink",
            "--defect",
            "claim-without-compare"
        )
        #expect(again.status == 1)
        let replayed = try command.run("replay", "Reports/failures/poll-1.schedule")
        #expect(replayed.status == 1)
        #expect(replayed.output.contains("the same fingerprint"))
    }

    @Test func `An explanation names what led to it and the step that decided`() throws {
        defer { command.remove() }
        let failed = try command.run(
            "run",
            "poll.yaml",
            "--strategy",
            try failingSchedule(),
            "--no-shrink",
            "--defect",
            "claim-without-compare",
            "--record",
            "told"
        )
        #expect(failed.status == 1)
        let told = try command.run("explain", "Reports/failures/poll-1.schedule", "--samples", "8")
        #expect(told.status == 1)
        #expect(told.output.hasPrefix("deduplication.delivery does not hold\n  What must hold: "))
        #expect(told.output.contains("\n  What led to it:\n"))
        #expect(told.output.contains("How likely deduplication.delivery becomes to fail"))
        let same = try command.run("explain", "Reports/failures/poll-1.schedule", "--samples", "8")
        #expect(told.output == same.output)
        let history = try command.run("explain", "told/poll-1.jsonl")
        #expect(history.status == 1)
        #expect(told.output.hasPrefix(history.output))
    }

    @Test func `Where nothing fails there is nothing to explain`() throws {
        defer { command.remove() }
        let result = try command.run("explain", "poll.yaml")
        #expect(result.status == 0)
        #expect(result.output == "passed: nothing is violated, so nothing is to explain\n")
    }

    @Test(arguments: [
        (["run", "poll.yaml", "--strategy", "exhaustive(preemptions: many)"], "is no search"),
        (["run", "poll.yaml", "--strategy", "guidd"], "did you mean 'guided'?"),
        (
            ["run", "poll.yaml", "--strategy", "guided", "--check-determinism"],
            "runs seeds, not searches"
        ),
        (["explain", "poll.yam"], "did you mean 'poll.yaml'?"),
        (["explain", "poll.yaml", "--samples", "20000"], "give a number"),
        (["explain", "poll.yaml", "--strategy", "guided"], "A search is many runs"),
        (["explain", "poll.jsonl", "--swarm"], "'--swarm' belongs to a scenario"),
        (["run", "poll.yaml", "--strike", "2:token-said:5"], "'2:token-said:5' is no strike"),
        (["run", "poll.yaml", "--strike", "9:token-sent:5"], "'--strike 9:token-sent:5' cannot"),
        (["run", "poll.yaml", "--against", "/bin/true"], "'--against' is for"),
    ])
    func `What makes no sense is refused with 64`(arguments: [String], reason: String) throws {
        defer { command.remove() }
        let result = try command.run(arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(reason), "\(result.errors)")
    }

    @Test func `JUnit and GitHub's form are written where they are asked for`() throws {
        defer { command.remove() }
        let arguments = [
            "run", "poll.yaml", "--strategy", try failingSchedule(), "--no-shrink", "--defect",
            "claim-without-compare", "--format",
        ]
        let junit = try command.run(arguments + ["junit"])
        #expect(junit.status == 1)
        #expect(junit.output.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"))
        #expect(junit.output.contains("<failure type=\"deduplication.delivery\""))
        let github = try command.run(arguments + ["github"])
        #expect(github.status == 1)
        #expect(github.output.hasPrefix("::error file=poll.yaml,line=2,title=deduplication."))
    }
}
