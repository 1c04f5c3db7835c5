package import EventsAndEffects
internal import Histories
internal import Scenarios

/// The JSON Schema (2020-12) of what the parser accepts, for editors.
///
/// Editors read YAML by YAML's own rules, so a count may be a number or a text there, and a switch
/// a boolean or a word.
package struct ScenarioSchema: Sendable {
    private let knownInvariants: [String]

    /// Makes the schema for a build that has those invariants.
    package init(knownInvariants: [String]) {
        self.knownInvariants = knownInvariants
    }

    /// The schema.
    package var json: JSONValue {
        ScenarioDescription.file.schema(defaults: ScenarioDescription.defaults).with([
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Rehearsal scenario",
            "$defs": definitions,
        ])
    }

    private var definitions: JSONValue {
        let number = #"[0-9]+(\.[0-9]+)?"#
        let duration = number + "(us|ms|s|m|h)"
        let count = "[0-9]+(_[0-9]+)*"
        let conditions = SometimesName.Situation.allCases.map(\.rawValue)
        return [
            "duration": .pattern("^\(duration)$"),
            "signed-duration": .pattern("^-?\(duration)$"),
            "count": .pattern("^\(count)$"),
            "count-range": .pattern(#"^\#(count)\.\.\#(count)$"#),
            "size": .pattern("^\(number)(B|KiB|MiB|GiB|TiB)$"),
            "share": Self.share(pattern: "^\(number)%?$"),
            "duration-distribution":
                .any([
                    .reference("duration"), .pattern(#"^\#(duration)\.\.\#(duration)$"#),
                    DistributionFormat<Duration>.durations.namedSchema,
                ]),
            "count-distribution":
                .any([
                    ["type": "integer", "minimum": 1],
                    .reference("count"), .reference("count-range"),
                    DistributionFormat<Int>.counts(1...1_000_000).namedSchema,
                ]),
            "scheduling": .any([.names(["fifo", "random"]), .pattern(#"^pct\(\#(count)\)$"#)]),
            "coverage": .names(CoverageID.all.map(\.text)),
            "invariant": .names(knownInvariants),
            "condition":
                .any([.names(conditions), .pattern(#"^concurrent-sessions\(\#(count)\)$"#)]),
        ]
    }

    private static func share(pattern: String) -> JSONValue {
        .any([
            .pattern(pattern),
            ["type": "number", "minimum": 0, "maximum": 1],
        ])
    }
}
