import Foundation
import Testing

@Suite("What is not the same every time") struct LeakTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "small.yaml")
    }

    private func check(_ leak: String, _ options: String...) throws -> Command.Result {
        try command.run(
            ["run", "small.yaml", "--seeds", "1..2", "--check-determinism"] + options,
            program: Command.built("rehearse-leaky"),
            variables: ["REHEARSE_LEAK": leak]
        )
    }

    @Test(arguments: ["dictionary-order", "date", "identifier", "object-identity"])
    func `Is found by two processes, with the first fact that differs`(leak: String) throws {
        defer { command.remove() }
        let result = try check(leak)
        #expect(result.status == 3, "\(result.output) \(result.errors)")
        #expect(result.output.hasPrefix("NOT DETERMINISTIC  small.yaml  seed "))
        let lines = result.output.split(separator: "\n").map(String.init)
        let place = try #require(
            lines.firstIndex { $0.hasPrefix("  the first fact that differs is number ") }
        )
        #expect(lines[(place + 1)...].contains { $0.hasPrefix("  here   ") })
        #expect(lines[(place + 1)...].contains { $0.hasPrefix("  there  ") })
    }

    @Test func `A task that runs elsewhere is named, and its run proves nothing`() throws {
        defer { command.remove() }
        let result = try check("detached-task")
        #expect(result.status == 3, "\(result.output) \(result.errors)")
        #expect(result.output.hasPrefix("NOT DETERMINISTIC  small.yaml  seed "))
        #expect(result.output.contains("Task.detached"))
    }

    @Test func `Without a leak there is nothing to find`() throws {
        defer { command.remove() }
        let result = try check("none")
        #expect(result.status == 0, "\(result.output) \(result.errors)")
    }

    @Test func `Another build is compared with this one`() throws {
        defer { command.remove() }
        let same = try check("none", "--against", Command.built("rehearse-leaky").path)
        #expect(same.status == 0, "\(same.output) \(same.errors)")
        // The shipped server has another route, whose steps are not these.
        let other = try command.run(
            ["run", "small.yaml", "--check-determinism"]
                + ["--against", Command.built("rehearse-leaky").path],
            variables: ["REHEARSE_LEAK": "identifier"]
        )
        #expect(other.status == 3)
        #expect(other.output.contains("  the first fact that differs is number "))
        let missing = try check("none", "--against", "nowhere")
        #expect(missing.status == 64)
        #expect(missing.errors.contains("There is no program 'nowhere'"))
    }
}
