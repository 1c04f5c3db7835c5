import Testing

@Suite("rehearse replay") struct ReplayTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
    }

    /// Lets a run fail, shrunk or not, and returns what it printed.
    private func fail(_ arguments: String...) throws -> String {
        let result = try command.run(
            ["run", "small.yaml", "--defect", "leaky-registry"] + arguments
        )
        #expect(result.status == 1)
        return result.output
    }

    @Test func `A failing run leaves a shrunk scenario that is replayed exactly`() throws {
        defer { command.remove() }
        let path = "Reports/failures/small-1.yaml"
        #expect(try fail().contains("\n  replay: rehearse replay \(path)\n"))
        let result = try command.run("replay", path)
        #expect(result.status == 1)
        #expect(result.output.hasPrefix("replayed: "))
        #expect(result.output.contains(" as recorded, the same fingerprint\n"))
        #expect(result.output.contains("\nFAIL lifecycle.quiescence  small-1  seed "))
        #expect(result.output.hasSuffix("  reproduce: rehearse replay \(path)\n"))
    }

    @Test func `A failing run that is not shrunk leaves its own schedule`() throws {
        defer { command.remove() }
        let path = "Reports/failures/small-2.schedule"
        let output = try fail("--no-shrink", "--seeds", "2..2", "--swarm")
        #expect(output.contains("\n  replay: rehearse replay \(path)\n"))
        let result = try command.run("replay", path)
        #expect(result.status == 1)
        #expect(result.output.contains(" as recorded, the same fingerprint\n"))
    }

    @Test func `Where the program has changed the replay ends, and says where and why`() throws {
        defer { command.remove() }
        let failed = try command.run(
            "run",
            "small.yaml",
            "--no-shrink",
            "--seeds",
            "2..2",
            "--defect",
            "cross-session-buffer"
        )
        #expect(failed.status == 1)
        let result = try command.run(
            "replay",
            "Reports/failures/small-2.schedule",
            "--without-defect"
        )
        #expect(result.status == 2)
        #expect(result.output.hasPrefix("DIVERGED at step "))
        #expect(result.output.contains("\n  last fact before: t="))
        #expect(result.output.contains("\n  the first fact that differs is number "))
        #expect(
            result.output.contains(
                "\n  why: it was recorded on 'cross-session-buffer', this is 'shipped'\n"
            )
        )
        #expect(result.output.contains(" was recorded before, at step "))
    }

    @Test func `Where the schedule is the same and the facts are not, the first is named`() throws {
        defer { command.remove() }
        // The very same tasks, one of which writes another number.
        let jumps = "faults: [{ clock-jump: { by: -30s }, every: 1s }]"
        try command.write(ScenarioText.small(named: "small", jumps), to: "small.yaml")
        let failed = try command.run(
            "run",
            "small.yaml",
            "--no-shrink",
            "--defect",
            "negative-latency"
        )
        #expect(failed.status == 1)
        let result = try command.run(
            "replay",
            "Reports/failures/small-1.schedule",
            "--without-defect"
        )
        #expect(result.status == 0)
        #expect(result.output.contains(" decisions as recorded, but other facts\n"))
        let lines = result.output.split(separator: "\n").map(String.init)
        let place = try #require(
            lines.firstIndex { $0.contains("the first fact that differs is ") }
        )
        #expect(lines[place + 1].hasPrefix("    same      t="))
        #expect(lines[place + 3] == "    recorded  the same kind of fact, with other content")
        #expect(lines[place + 4].hasPrefix("    now       t="))
        #expect(lines[place + 4].contains("effect-created"))
        #expect(result.output.contains("  protocol.frames holds now\n"))
    }

    @Test func `Where the same tasks do something else, what was recorded there is named`() throws {
        defer { command.remove() }
        _ = try fail("--no-shrink")
        let result = try command.run(
            "replay",
            "Reports/failures/small-1.schedule",
            "--without-defect"
        )
        #expect(result.output.contains("decisions as recorded, but other facts\n"))
        let recorded = try #require(
            result.output.split(separator: "\n").first { $0.hasPrefix("    recorded  step ") }
        )
        #expect(recorded.hasSuffix("  server-stopped"))
        #expect(result.output.contains("    now       t="))
        #expect(result.output.contains("  socket-released, session user-"))
    }

    @Test func `A recording of an older version is replayed, and names no fact`() throws {
        defer { command.remove() }
        _ = try fail("--no-shrink")
        let path = "Reports/failures/small-1.schedule"
        let lines = try command.read(path).split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasPrefix("facts ") })
        let end = try #require(lines.firstIndex { $0 == "rehearsal-schedule 1" })
        try command.write((lines[..<start] + lines[end...]).joined(separator: "\n"), to: path)
        let faithful = try command.run("replay", path)
        #expect(faithful.output.contains(" as recorded, the same fingerprint\n"))
        let other = try command.run("replay", path, "--without-defect")
        #expect(other.output.contains(" as recorded, but other facts\n"))
        #expect(!other.output.contains("first fact that differs"))
    }

    @Test func `Where the scenario has changed the replay says so`() throws {
        defer { command.remove() }
        _ = try fail()
        let path = "Reports/failures/small-1.yaml"
        let text = try command.read(path)
        let changed = text.replacing("sessions: 1", with: "sessions: 2")
        try #require(changed != text)
        try command.write(changed, to: path)
        let result = try command.run("replay", path)
        #expect(result.status == 2)
        #expect(result.output.hasPrefix("DIVERGED at step "))
        #expect(result.output.contains("\n  why: the scenario was changed\n"))
    }

    @Test func `What is no recording is refused with its place`() throws {
        defer { command.remove() }
        try command.write("rehearsal-recording 1\nseed x\n", to: "a.schedule")
        let result = try command.run("replay", "a.schedule")
        #expect(result.status == 65)
        #expect(
            result.errors == "a.schedule:2: error: 'x' is no value of 'seed': expected a number\n"
        )
    }

    @Test func `A recording of a scenario that is none is refused with its errors`() throws {
        defer { command.remove() }
        _ = try fail("--no-shrink")
        let path = "Reports/failures/small-1.schedule"
        try command.write(try command.read(path).replacing("clients:", with: "cliens:"), to: path)
        let result = try command.run("replay", path)
        #expect(result.status == 65)
        #expect(result.errors.contains("\(path): the scenario in it is not valid\n"))
        #expect(result.errors.contains("did you mean 'clients'?"))
    }

    @Test func `A recording of an architecture that is gone is refused`() throws {
        defer { command.remove() }
        _ = try fail("--no-shrink")
        let path = "Reports/failures/small-1.schedule"
        let text = try command.read(path)
        try command.write(text.replacing("leaky-registry", with: "lost"), to: path)
        let result = try command.run("replay", path)
        #expect(result.status == 65)
        #expect(result.errors.contains("the architecture 'lost', which this program does not have"))
    }

    @Test(arguments: [
        (["replay", "small.yaml"], "There is no recorded schedule 'small.schedule'"),
        (["replay", "smal.schedule"], "There is no file or folder 'smal.schedule'"),
        (["replay", "small.yaml", "--without-defect", "--defect", "no-replay"], "not both"),
    ])
    func `What makes no sense is refused with 64`(arguments: [String], reason: String) throws {
        defer { command.remove() }
        let result = try command.run(arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(reason), "\(result.errors)")
    }
}
