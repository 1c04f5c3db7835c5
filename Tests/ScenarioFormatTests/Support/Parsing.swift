import ScenarioFormat
import Scenarios
import Testing

/// The ids that the tests' parser knows.
let knownInvariants = [
    "ordering.sequence", "ordering.processing", "ordering.delivery", "isolation.delivery",
    "deduplication.delivery", "durability.responses",
]

/// The three required keys and one client.
let heading = """
    version: 1
    scenario: test
    summary: A test.

    """

/// A file of required keys and one group, and what follows them.
func file(_ rest: String = "") -> String {
    heading + "clients:\n  - sessions: 100\n" + rest
}

/// What a text is parsed to, as the file `Scenarios/NAME.yaml`.
func parse(_ text: String, name: String = "test") -> ParseResult {
    ScenarioParser(knownInvariants: knownInvariants)
        .parse(text: text, fileName: "Scenarios/\(name).yaml")
}

/// The scenario of a text that must have no problems.
func scenario(
    _ text: String,
    name: String = "test",
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> Scenario {
    switch parse(text, name: name) {
    case .scenario(let scenario):
        return scenario
    case .invalid(let diagnostics):
        Issue.record(
            Comment(rawValue: DiagnosticRenderer(style: .plain).render(diagnostics)),
            sourceLocation: sourceLocation
        )
        throw NotAScenario()
    }
}

/// The problems of a text, rendered; empty when it is a scenario.
func problems(_ text: String, name: String = "test") -> String {
    switch parse(text, name: name) {
    case .scenario: ""
    case .invalid(let diagnostics): DiagnosticRenderer(style: .plain).render(diagnostics)
    }
}

/// A test's text was meant to be a scenario and is not.
struct NotAScenario: Error {}
