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
        Self.requiredUnlessIncluded(
            ScenarioDescription.file.schema(defaults: ScenarioDescription.defaults)
        ).with([
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Rehearsal scenario",
            "$defs": definitions,
        ])
    }

    /// The file's schema, for which required keys may also be in the file that it includes: all but
    /// the scenario's name.
    private static func requiredUnlessIncluded(_ file: JSONValue) -> JSONValue {
        let members = file.members ?? []
        return .object(
            members.flatMap { member -> [JSONValue.Member] in
                guard member.name == "required" else { return [member] }
                return [
                    .init(name: "required", value: ["scenario"]),
                    .init(name: "if", value: ["not": ["required": ["include"]]]),
                    .init(name: "then", value: ["required": member.value]),
                ]
            }
        )
    }

    private var definitions: JSONValue {
        let number = #"[0-9]+(\.[0-9]+)?"#
        let duration = number + "(us|ms|s|m|h)"
        let count = "[0-9]+(_[0-9]+)*"
        let conditions = SometimesName.Situation.allCases.map(\.rawValue)
        return [
            "variable": .pattern(#"(^|[^$])\$\{\#(VariableName.pattern)\}"#),
            "duration": .any([.pattern("^\(duration)$"), .reference("variable")]),
            "signed-duration": .any([.pattern("^-?\(duration)$"), .reference("variable")]),
            "count": .any([.pattern("^\(count)$"), .reference("variable")]),
            "count-range": .pattern(#"^\#(count)\.\.\#(count)$"#),
            "size":
                .any([.pattern("^\(number)(B|KiB|MiB|GiB|TiB)$"), .reference("variable")]),
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
            "scheduling":
                .any([
                    .namesOrVariable(["fifo", "jitter", "random"]),
                    .pattern(#"^pct\(\#(count)\)$"#), .pattern(#"^departures\([0-9:, ]+\)$"#),
                    .pattern(#"^turns\([a-z0-9()]+, [0-9:, ]+\)$"#),
                ]),
            "coverage": .namesOrVariable(CoverageID.all.map(\.text)),
            "invariant": .namesOrVariable(knownInvariants),
            "condition":
                .any([
                    .namesOrVariable(conditions), .pattern(#"^concurrent-sessions\(\#(count)\)$"#),
                ]),
        ]
    }

    private static func share(pattern: String) -> JSONValue {
        .any([
            .pattern(pattern), .reference("variable"),
            ["type": "number", "minimum": 0, "maximum": 1],
        ])
    }
}
