import EventsAndEffects
import Invariants
import Scenarios
import SimulationKernel
import Simulator

/// The report of `rehearse run` as SARIF 2.1.0 (OASIS, 2020), which code scanning shows beside the
/// files: a rule for each invariant that was checked, a result for each kind of failure and for each
/// scenario that proves nothing.
///
/// A failure's `partialFingerprints` are invariant, scenario and the shape of the evidence, so that the
/// same bug at another seed is the same alert.
package struct SARIFReport {
    /// The rule of what proves nothing.
    private static let doubtful = "inconclusive"

    private let results: [ScenarioResult]
    private let omittedCount: Int
    private let command: String

    /// Makes the report of some scenarios, in the order given.
    ///
    /// - Parameters:
    ///   - results: What they came to.
    ///   - omittedCount: How many more were to be run and were not begun.
    ///   - command: The name of the tool.
    package init(_ results: [ScenarioResult], omittedCount: Int = 0, command: String = "rehearse") {
        self.results = results
        self.omittedCount = omittedCount
        self.command = command
    }

    /// The log, on one line with its end.
    package var text: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            writer.member("version", "2.1.0")
            writer.name("runs")
            writer.array { writer in
                writer.object { writer in
                    writeTool(&writer)
                    writer.member("columnKind", "unicodeCodePoints")
                    writer.name("results")
                    writer.array { writer in
                        for result in results { write(result, &writer) }
                        if omittedCount > 0 { writeOmission(&writer) }
                    }
                }
            }
        }
        return writer.text + "\n"
    }

    private func writeTool(_ writer: inout JSONWriter) {
        writer.name("tool")
        writer.object { writer in
            writer.name("driver")
            writer.object { writer in
                writer.member("name", command)
                writer.name("rules")
                writer.array { writer in
                    for invariant in InvariantRegistry.all {
                        Self.writeRule(invariant.id, invariant.statement, &writer)
                    }
                    Self.writeRule(
                        Self.doubtful,
                        "The runs prove nothing: a limit was reached, or what was to be seen was not.",
                        &writer
                    )
                }
            }
        }
    }

    private static func writeRule(_ id: String, _ text: String, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writeText("shortDescription", text, &writer)
        }
    }

    private func write(_ result: ScenarioResult, _ writer: inout JSONWriter) {
        for failure in result.failures {
            let group = failure.group
            writer.object { writer in
                write(rule: group.invariant, level: "error", &writer)
                let block = FailureBlock(failure, of: result, style: .plain).lines
                Self.writeText("message", block.joined(separator: "\n"), &writer)
                Self.writePlace(of: result, &writer)
                writer.member("occurrenceCount", group.runCount)
                writeFingerprint([result.title, group.invariant, group.shape.text], &writer)
                writer.name("properties")
                writer.object { writer in
                    writer.name("seeds")
                    writer.array { writer in
                        for seed in group.seeds { writer.string(String(seed)) }
                    }
                    writer.member("reproduce", result.reproduction(of: failure))
                    if let recording = failure.recording {
                        writer.member("recording", recording)
                    }
                }
            }
        }
        writeRest(of: result, &writer)
    }

    /// What is no failure of a run: a known one that did not show, and doubts.
    private func writeRest(of result: ScenarioResult, _ writer: inout JSONWriter) {
        let outcome = result.outcome
        if outcome.verdict == .violated, outcome.failures.isEmpty,
            let id = outcome.announcedViolation
        {
            writer.object { writer in
                write(rule: id, level: "error", &writer)
                let message = "the known failure of \(id) did not show at any of these seeds"
                Self.writeText("message", message, &writer)
                Self.writePlace(of: result, &writer)
                writeFingerprint([result.title, id, "not shown"], &writer)
            }
        }
        let doubts = outcome.doubts
        guard !doubts.isEmpty else { return }
        writer.object { writer in
            write(rule: Self.doubtful, level: "warning", &writer)
            Self.writeText("message", doubts.joined(separator: "\n"), &writer)
            Self.writePlace(of: result, &writer)
            writeFingerprint([result.title, Self.doubtful], &writer)
        }
    }

    private func writeOmission(_ writer: inout JSONWriter) {
        writer.object { writer in
            write(rule: Self.doubtful, level: "warning", &writer)
            let message = NumberText.count(omittedCount, "scenario") + " not begun"
            Self.writeText("message", message, &writer)
        }
    }

    private func write(rule id: String, level: String, _ writer: inout JSONWriter) {
        writer.member("ruleId", id)
        let index = InvariantRegistry.all.firstIndex { $0.id == id }
        writer.member("ruleIndex", index ?? InvariantRegistry.all.count)
        writer.member("level", level)
    }

    private func writeFingerprint(_ parts: [String], _ writer: inout JSONWriter) {
        var hash = StateHash()
        for part in parts { hash.absorb(part) }
        writer.name("partialFingerprints")
        writer.object { writer in
            writer.member("rehearsalFailure/v1", Fingerprint(value: hash.value).description)
        }
    }

    private static func writeText(
        _ name: StaticString,
        _ text: String,
        _ writer: inout JSONWriter
    ) {
        writer.name(name)
        writer.object { $0.member("text", text) }
    }

    /// The line of the file that names the scenario; nothing for one that no file has.
    private static func writePlace(of result: ScenarioResult, _ writer: inout JSONWriter) {
        guard let file = result.file else { return }
        writer.name("locations")
        writer.array { writer in
            writer.object { writer in
                writer.name("physicalLocation")
                writer.object { writer in
                    writer.name("artifactLocation")
                    writer.object { $0.member("uri", reference(to: file)) }
                    writer.name("region")
                    writer.object { $0.member("startLine", result.line ?? 1) }
                }
            }
        }
    }

    /// A path as a URI reference (RFC 3986): relative, unless it is absolute.
    package static func reference(to path: String) -> String {
        (path.hasPrefix("/") ? "file://" : "") + PathReference.escaped(path)
    }
}
