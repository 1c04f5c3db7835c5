import Testing

@Suite struct ExplainScenarioTests {
    @Test func `The instants that are told are those of the run`() throws {
        let command = try Command()
        defer { command.remove() }
        try command.write(
            ScenarioText.small(
                named: "timed",
                """
                faults:
                  - disconnect: {}
                    at: 2s..9s
                  - disconnect: { sessions: 1 }
                    every: 2s..3s
                """
            ),
            to: "timed.yaml"
        )
        let told = try command.run("explain-scenario", "timed.yaml", "--seed", "5", "--full")
        #expect(told.status == 0, "\(told.errors)")
        let instants = told.output.split(separator: "\n").filter { $0.contains("at seed 5: ") }
            .joined(separator: " ")
        #expect(try command.run("run", "timed.yaml", "--seed", "5", "--record", "out").status == 0)
        let injected = try command.read("out/timed-5.jsonl").split(separator: "\n")
            .filter { $0.contains("\"kind\":\"fault-injected\"") }
        #expect(injected.count >= 5)
        for line in injected {
            let digits = line.split(separator: "\"time\":")[1].prefix { $0.isNumber }
            let milliseconds = try #require(Int(digits)) / 1_000_000
            var fraction = String(1_000 + milliseconds % 1_000).dropFirst()
            while fraction.last == "0" { fraction.removeLast() }
            #expect(instants.contains(" \(milliseconds / 1_000).\(fraction)s"), "\(line)")
        }
    }

    @Test func `Every combination of a matrix is explained, at the values that it has`() throws {
        let command = try Command()
        defer { command.remove() }
        try command.write(
            ScenarioText.small(
                named: "two",
                "matrix: { wait: [2s, 3s] }\nllm: { first-token: \"${wait}\" }"
            ),
            to: "two.yaml"
        )
        let both = try command.run("explain-scenario", "two.yaml")
        #expect(both.output.contains("two.yaml[wait=2s]\n"))
        #expect(both.output.contains("the first after 3s,"))
        let one = try command.run("explain-scenario", "two.yaml", "--set", "wait=5s")
        #expect(one.output.contains("the first after 5s,"))
        #expect(!one.output.contains("[wait=2s]"))
    }

    @Test func `A scenario must be named, and be one`() throws {
        let command = try Command()
        defer { command.remove() }
        let none = try command.run("explain-scenario")
        #expect(none.status == 64)
        #expect(none.errors.contains("Name the scenario: 'rehearse explain-scenario FILE'"))
        try command.write("version: 1\n", to: "broken.yaml")
        let broken = try command.run("explain-scenario", "broken.yaml")
        #expect(broken.status == 65)
        #expect(broken.errors.contains("the key 'scenario' is missing"))
    }
}
