import Testing

@Suite("rehearse run --corpus") struct CorpusTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
    }

    private func run(_ options: String...) throws -> Command.Result {
        try command.run(["run", "small.yaml", "--no-shrink", "--corpus", "kept"] + options)
    }

    @Test func `Runs that have failed are made first the next time, with their policy`() throws {
        defer { command.remove() }
        let failed = try run("--seeds", "5..6", "--defect", "leaky-registry")
        #expect(failed.status == 1)
        let kept = try command.read("kept/small.seeds")
        #expect(kept.hasSuffix("\n5 lifecycle.quiescence scenario\n"))
        let next = try run("--seed", "1", "--fail-fast", "--defect", "leaky-registry")
        #expect(next.status == 1)
        #expect(next.output.contains("FAIL lifecycle.quiescence  small.yaml  seed 5  "))
        #expect(next.output.contains("\n1 scenario, 1 run: 1 violated"))
    }

    @Test func `What passes by now stays, and is run beside the seeds`() throws {
        defer { command.remove() }
        _ = try run("--seeds", "6..6", "--defect", "leaky-registry")
        let kept = try command.read("kept/small.seeds")
        #expect(kept.hasSuffix("\n6 lifecycle.quiescence pct(2)\n"))
        let fixed = try run("--seeds", "1..2")
        #expect(fixed.status == 0)
        #expect(fixed.output.contains("\n1 scenario, 3 runs: 1 passed"))
        #expect(try command.read("kept/small.seeds") == kept)
    }

    @Test func `A run that is both kept and asked for is made once`() throws {
        defer { command.remove() }
        _ = try run("--seeds", "6..6", "--defect", "leaky-registry")
        let again = try run("--seeds", "5..6")
        #expect(again.output.contains("\n1 scenario, 2 runs: 1 passed"))
    }

    @Test func `A line that is no run is refused with its place`() throws {
        defer { command.remove() }
        try command.write("# kept\n5 lifecycle.quiescence somehow\n", to: "kept/small.seeds")
        let result = try run("--seed", "1")
        #expect(result.status == 65)
        #expect(result.errors.hasPrefix("kept/small.seeds:2: error: expected a seed, an invariant"))
    }
}
