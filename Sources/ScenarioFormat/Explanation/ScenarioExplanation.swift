internal import Histories
package import Scenarios

/// What a scenario does, in words, and what a seed makes of it.
///
/// Determinism: a pure function of the scenario and the seed; the instants and draws that it tells
/// are those of the run.
package struct ScenarioExplanation {
    /// What an invariant demands, by its id, in the order of the documentation.
    package typealias Statement = (id: String, statement: String)

    let scenario: Scenario
    let plan: Plan
    let statements: [Statement]

    /// Explains a scenario that has no problems.
    ///
    /// - Parameters:
    ///   - scenario: what is explained.
    ///   - seed: the seed whose plan is told.
    ///   - statements: all invariants that there are.
    package init(_ scenario: Scenario, seed: UInt64, statements: [Statement]) {
        self.scenario = scenario
        self.statements = statements
        plan = Plan(scenario: scenario, seed: seed)
    }

    /// Writes the explanation, piece by piece: a plan may have a million messages.
    ///
    /// - Parameters:
    ///   - isFull: every session, message and instant, in place of the first few.
    ///   - title: where the scenario comes from.
    ///   - write: takes each piece.
    package func write(isFull: Bool, title: String, to write: (String) -> Void) {
        var opening = TextBlock()
        opening.heading(title)
        opening.paragraph(scenario.summary)
        for item in scenario.covers {
            opening.paragraph("\(item.text): \(item.title)", indentation: 4)
        }
        write(opening.text)
        for text in [actors, faults(isFull: isFull), expectation] { write("\n" + text) }
        writePlan(isFull: isFull, to: write)
    }

    /// Which faults strike, what each does, and when.
    private func faults(isFull: Bool) -> String {
        var block = TextBlock()
        block.heading("What goes wrong")
        if scenario.faults.isEmpty {
            block.paragraph("Nothing beside what the model does: the scenario has no faults.")
        }
        for (index, rule) in scenario.faults.enumerated() {
            block.paragraph(
                "\(index + 1). \(rule.fault.name), \(TriggerWords.sentence(rule.trigger)): "
                    + "\(FaultWords.sentence(rule.fault))."
            )
            let limit = isFull ? Int.max : 6
            if let drawn = TriggerWords.planned(plan.faults[index], rule.trigger, limit: limit) {
                block.paragraph("at seed \(plan.seed): \(drawn)", indentation: 5)
            }
        }
        return block.text
    }

    /// What must hold, what must be seen, and how it ends.
    private var expectation: String {
        let expectation = scenario.expectation
        let checked = statements.filter { expectation.always.contains($0.id) }
        var block = TextBlock()
        block.heading("What must hold")
        if checked.count == statements.count {
            block.paragraph("All \(checked.count) invariants that 'rehearse list invariants' has.")
        } else {
            for (id, statement) in checked { block.paragraph("\(id): \(statement)") }
            let left = statements.map(\.id).filter { !expectation.always.contains($0) }
            block.paragraph("Not checked: \(ValueWords.list(left)).")
        }
        if case .violated(let id) = expectation.verdict {
            block.paragraph(
                "A known failure: at least one seed must violate \(id), and none anything else."
            )
        }
        guard expectation.verdict == .passed || !expectation.sometimes.isEmpty else {
            return block.text
        }
        block.heading("What must be seen, in at least one of the seeds that are run")
        if expectation.sometimes.isEmpty {
            block.paragraph("Nothing is asked for: a run in which nothing happens passes.")
        }
        for name in expectation.sometimes { block.paragraph("\(name.text): \(name.meaning)") }
        return block.text
    }
}
