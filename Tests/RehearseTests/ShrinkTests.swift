import Testing

@Suite("rehearse shrink") struct ShrinkTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
    }

    @Test func `A failing run leaves a smaller one, which fails by itself`() throws {
        defer { command.remove() }
        let result = try command.run("run", "small.yaml", "--defect", "leaky-registry")
        #expect(result.status == 1)
        let path = "Reports/failures/small-1.yaml"
        let line = try #require(
            result.output.split(separator: "\n").first { $0.hasPrefix("  shrunk: 3 → 1 session, ") }
        )
        #expect(line.hasSuffix(" steps: \(path)"))
        let text = try command.read(path)
        #expect(text.hasPrefix("# lifecycle.quiescence does not hold here:\n# "))
        #expect(text.contains("# Shrunk from small.yaml at seed 1: 3 → 1 session, "))
        #expect(text.contains("scenario: small-1\n"))
        let again = try command.run("run", path, "--no-shrink", "--defect", "leaky-registry")
        #expect(again.status == 1)
        #expect(again.output.contains("FAIL lifecycle.quiescence"))
        #expect(try command.run("run", path).status == 0)
    }

    @Test func `A failure is shrunk when asked for, and what is found said`() throws {
        defer { command.remove() }
        let result = try command.run(
            "shrink",
            "small.yaml",
            "--seed",
            "3",
            "--defect",
            "leaky-registry",
            "--out",
            "found"
        )
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("lifecycle.quiescence: "))
        #expect(result.output.contains("; nothing in it can be left out or made simpler\n"))
        #expect(
            result.output.hasSuffix(
                "  reproduce: rehearse run found/small-3.yaml --defect leaky-registry\n"
            )
        )
        #expect(try command.read("found/small-3.yaml").contains("scenario: small-3\n"))
    }

    @Test func `A failure of a sweep's own policy is shrunk under it`() throws {
        defer { command.remove() }
        let result = try command.run(
            "run",
            "small.yaml",
            "--seeds",
            "2..2",
            "--defect",
            "cross-session-buffer"
        )
        #expect(result.status == 1)
        let again = try command.run(
            "run",
            "Reports/failures/small-2.yaml",
            "--no-shrink",
            "--defect",
            "cross-session-buffer"
        )
        #expect(again.status == 1)
    }

    @Test func `Where nothing fails there is nothing to shrink`() throws {
        defer { command.remove() }
        let result = try command.run("shrink", "small.yaml")
        #expect(result.status == 2)
        #expect(result.errors.contains("holds in small.yaml at seed 1: there is nothing to shrink"))
    }

    @Test(arguments: [
        (["shrink", "small.yaml", "--invariant", "ordering.deliver"], "did you mean"),
        (["shrink", "small.yaml", "--shrink-for", "soon"], "'soon' is not a time"),
    ])
    func `What makes no sense is refused with 64`(arguments: [String], reason: String) throws {
        defer { command.remove() }
        let result = try command.run(arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(reason))
    }
}
