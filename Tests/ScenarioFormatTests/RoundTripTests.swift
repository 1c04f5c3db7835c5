import ScenarioFormat
import Scenarios
import Testing

@Suite struct RoundTripTests {
    @Test(arguments: 1...400 as ClosedRange<UInt64>)
    func `what is written reads back equal`(seed: UInt64) throws {
        var generator = ScenarioGenerator(seed: seed)
        let original = generator.scenario()
        #expect(original.problems().isEmpty)
        let text = ScenarioWriter().write(original)
        #expect(try scenario(text) == original, "\(text)")
        #expect(try ScenarioWriter().write(scenario(text)) == text)
    }

    @Test func `only what differs from the defaults is written`() throws {
        let minimal = Scenario(
            name: "test",
            summary: "A test.",
            clients: [ClientGroup(sessions: 100)]
        )
        #expect(
            ScenarioWriter().write(minimal) == """
                version: 1
                scenario: test
                summary: A test.

                clients:
                  - sessions: 100

                """
        )
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `the canonical form is what it was`(seed: UInt64) throws {
        var generator = ScenarioGenerator(seed: seed)
        try Snapshot.expect(
            ScenarioWriter().write(generator.scenario()),
            matches: "canonical-\(seed).yaml"
        )
    }
}
