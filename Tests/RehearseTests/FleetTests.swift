import Testing

@Suite("Several machines share a sweep") struct FleetTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
    }

    private func part(_ shard: String, seeds: String = "1..6", _ options: String...) throws {
        _ = try command.run(
            ["run", "small.yaml", "--seeds", seeds, "--no-shrink", "--shard", shard]
                + ["--report", "parts/\(shard.prefix(1))"] + options
        )
    }

    /// The columns that do not tell of the wall's clock.
    private func row(_ output: String) -> [Substring] {
        output.split(separator: "\n").first { $0.hasPrefix("small") }?.split(separator: " ") ?? []
    }

    @Test func `The parts together come to what one machine comes to`() throws {
        defer { command.remove() }
        for shard in ["1/3", "2/3", "3/3"] { try part(shard) }
        _ = try command.run("run", "small.yaml", "--seeds", "1..6", "--report", "whole")
        let merged = try command.run("merge", "parts")
        let whole = try command.run("merge", "whole")
        #expect(merged.status == 0)
        #expect(merged.output.contains("\n3 parts: 1 scenario, 6 runs: 1 passed · "))
        let (columns, expected) = (row(merged.output), row(whole.output))
        #expect(columns[0...3] == expected[0...3])
        #expect(columns.suffix(3) == expected.suffix(3))
    }

    @Test func `What one part has not seen another may have`() throws {
        defer { command.remove() }
        let rare = """
            version: 1
            scenario: small
            summary: An answer fails now and then.
            limits: { duration: 8s, drain: 100s }
            clients: [{ sessions: 1, messages: 1 }]
            llm: { first-token: 0.1s, tokens: 2, error: 25% }
            expect: { sometimes: [retry] }
            """
        try command.write(rare, to: "small.yaml")
        let alone = try (1...8).map { seed in
            try command.run("run", "small.yaml", "--seed", "\(seed)", "--strategy", "fifo").status
        }
        try #require(alone.contains(0) && alone.contains(2))
        for place in 1...8 { try part("\(place)/8", seeds: "1..8", "--strategy", "fifo") }
        #expect(try command.run("merge", "parts/\((alone.firstIndex(of: 2) ?? 0) + 1)").status == 2)
        #expect(try command.run("merge", "parts").status == 0)
    }

    @Test func `Failures of one kind are one, with the seeds of all parts`() throws {
        defer { command.remove() }
        for shard in ["1/2", "2/2"] { try part(shard, "--defect", "leaky-registry") }
        let merged = try command.run("merge", "parts")
        #expect(merged.status == 1)
        let blocks = merged.output.split(separator: "\n").filter { $0.hasPrefix("FAIL ") }
        #expect(blocks.count == 1)
        #expect(merged.output.contains("\n  in all: seeds 1, 3, 5, 2, 4 and 1 more\n"))
        #expect(merged.output.contains("  reproduce: rehearse run small.yaml --seed 1 "))
        let json = try command.run("merge", "parts", "--format", "json")
        try command.write(json.output, to: "again/sweep.json")
        let again = try command.run("merge", "again")
        // The last line says how many parts there were.
        func lines(_ output: String) -> ArraySlice<Substring> {
            output.split(separator: "\n").dropLast()
        }
        #expect(lines(again.output) == lines(merged.output))
    }

    @Test func `A part that is missing leaves the verdict open`() throws {
        defer { command.remove() }
        try part("1/3")
        let merged = try command.run("merge", "parts")
        #expect(merged.status == 2)
        #expect(merged.output.contains("  ? 2 shards missing: 2/3, 3/3\n"))
    }

    @Test func `What are no parts of one sweep is refused`() throws {
        defer { command.remove() }
        try part("1/2")
        try part("2/3")
        let counts = try command.run("merge", "parts")
        #expect(counts.status == 65)
        #expect(counts.errors.contains("one is shard 1/2, another shard 2/3"))
        let twice = try command.run("merge", "parts/1", "parts/1/sweep.json")
        #expect(twice.status == 65)
        #expect(twice.errors.contains("shard 1/2 is there twice"))
        try part("2/2", seeds: "1..9")
        let options = try command.run("merge", "parts")
        #expect(options.status == 65)
        #expect(options.errors.contains("--seeds 1..6"))
        #expect(options.errors.contains("--seeds 1..9"))
        try command.write("{}", to: "parts/1/sweep.json")
        let broken = try command.run("merge", "parts")
        #expect(broken.status == 65)
        #expect(broken.errors == "error: parts/1/sweep.json: it is no record of a sweep\n")
        #expect(try command.run("merge", "nowhere").status == 64)
        try command.write("", to: "empty/file")
        #expect(try command.run("merge", "empty").status == 64)
    }
}
