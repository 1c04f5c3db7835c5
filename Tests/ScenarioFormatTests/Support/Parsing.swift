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

/// What a text is parsed to, as the file `Scenarios/NAME.yaml` beside others.
func parse(
    _ text: String,
    name: String = "test",
    settings: [VariableSetting] = [],
    beside files: [String: String] = [:]
) -> ParseResult {
    let bytes = files.map { ("Scenarios/\($0)", Array($1.utf8)) }
    let parser = ScenarioParser(
        knownInvariants: knownInvariants,
        settings: settings,
        files: SourceFiles(Dictionary(uniqueKeysWithValues: bytes))
    )
    return parser.parse(text: text, fileName: "Scenarios/\(name).yaml").result
}

/// The one scenario of a text that must have no problems.
func scenario(
    _ text: String,
    name: String = "test",
    settings: [VariableSetting] = [],
    beside files: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> Scenario {
    let variants = try variants(
        text,
        name: name,
        settings: settings,
        beside: files,
        sourceLocation: sourceLocation
    )
    try #require(variants.count == 1, sourceLocation: sourceLocation)
    return variants[0].scenario
}

/// The scenarios of a text that must have no problems.
func variants(
    _ text: String,
    name: String = "test",
    settings: [VariableSetting] = [],
    beside files: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> [ParseResult.Variant] {
    switch parse(text, name: name, settings: settings, beside: files) {
    case .scenarios(let variants):
        return variants
    case .invalid(let diagnostics):
        Issue.record(
            Comment(rawValue: DiagnosticRenderer(style: .plain).render(diagnostics)),
            sourceLocation: sourceLocation
        )
        throw NotAScenario()
    }
}

/// The problems of a text, rendered; empty when it is a scenario.
func problems(
    _ text: String,
    name: String = "test",
    settings: [VariableSetting] = [],
    beside files: [String: String] = [:]
) -> String {
    switch parse(text, name: name, settings: settings, beside: files) {
    case .scenarios: ""
    case .invalid(let diagnostics): DiagnosticRenderer(style: .plain).render(diagnostics)
    }
}

/// A test's text was meant to be a scenario and is not.
struct NotAScenario: Error {}
