import Invariants
import Scenarios
import Simulator

/// One test case of a JUnit document.
struct JUnitCase {
    /// How it ended; texts are a message for a line and a body.
    enum Ending {
        case passed
        case skipped(String)
        case failure(type: String, String, String)
        case error(String, String)
    }

    let name: String
    let suite: String
    let ending: Ending

    var isSkipped: Bool { if case .skipped = ending { true } else { false } }
    var isFailure: Bool { if case .failure = ending { true } else { false } }
    var isError: Bool { if case .error = ending { true } else { false } }

    var lines: [String] {
        let opening =
            "    <testcase" + XMLText.attribute("name", name)
            + XMLText.attribute("classname", suite)
        let inner: String
        switch ending {
        case .passed: return [opening + "/>"]
        case .skipped(let message):
            inner = "<skipped" + XMLText.attribute("message", message) + "/>"
        case .failure(let type, let message, let body):
            inner = Self.element("failure", type: type, message, body)
        case .error(let message, let body):
            inner = Self.element("error", type: "inconclusive", message, body)
        }
        return [opening + ">", "      " + inner, "    </testcase>"]
    }

    private static func element(
        _ name: String,
        type: String,
        _ message: String,
        _ body: String
    ) -> String {
        // In a body line breaks stand for themselves.
        "<\(name)" + XMLText.attribute("type", type) + XMLText.attribute("message", message) + ">"
            + XMLText.escaped(body).replacing("&#10;", with: "\n") + "</\(name)>"
    }
}

extension JUnitCase {
    /// The cases of a scenario: its invariants in the registry's order, then whether its runs prove
    /// anything.
    static func cases(of result: ScenarioResult) -> [JUnitCase] {
        let outcome = result.outcome
        var ids: [String] = []
        for run in outcome.runs {
            for answer in run.results where !ids.contains(answer.invariant.id) {
                ids.append(answer.invariant.id)
            }
        }
        let suite = outcome.scenario.name
        let doubts = outcome.doubts
        return ids.map { JUnitCase(name: $0, suite: suite, ending: ending(of: $0, in: result)) } + [
            JUnitCase(
                name: "conclusive",
                suite: suite,
                ending: doubts.isEmpty
                    ? .passed : .error(doubts[0], doubts.joined(separator: "\n"))
            )
        ]
    }

    private static func ending(of id: String, in result: ScenarioResult) -> Ending {
        let outcome = result.outcome
        let failures = result.failures.filter { $0.group.invariant == id }
        if let first = failures.first {
            let bodies = failures.map {
                FailureBlock($0, of: result, style: .plain).lines.joined(separator: "\n")
            }
            return .failure(
                type: id,
                first.violation.message,
                bodies.joined(separator: "\n\n")
            )
        }
        let answers = outcome.runs.compactMap { run in
            run.results.first { $0.invariant.id == id }?.outcome
        }
        if id == outcome.announcedViolation, !answers.contains(.violated) {
            let message = "the known failure of \(id) did not show at any of these seeds"
            return .failure(type: id, message, message)
        }
        if answers.allSatisfy({ $0 == .notApplicable }) { return .skipped("not applicable") }
        for case .inconclusive(let reason) in answers { return .error(reason, reason) }
        return .passed
    }
}
