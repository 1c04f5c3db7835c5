package import Histories
package import Scenarios

/// One of a scenario's faults once more than its plan says: right after a fact of the run.
///
/// It is how a guided sweep changes plans. A run with strikes is a run of another scenario, which has
/// their rules behind its own: so all that was drawn for the others stays as it was.
package struct Strike: Hashable, Sendable {
    /// The fault's place in the scenario, from 1.
    package let fault: Int
    /// After which kind of fact.
    package let fact: FactKind
    /// After which of them, from 1; of the session, if one is named.
    package let nth: Int
    /// The number of the session whose fact it is; nil: whoever's.
    package let session: Int?

    /// Names a strike.
    package init(fault: Int, fact: FactKind, nth: Int, session: Int? = nil) {
        self.fault = fault
        self.fact = fact
        self.nth = nth
        self.session = session
    }

    /// The rule that makes it happen; nil if the scenario cannot have it.
    package func rule(in scenario: Scenario) -> FaultRule? {
        guard scenario.faults.indices.contains(fault - 1), nth > 0,
            session.map((1...max(1, scenario.sessionCount)).contains) ?? true
        else { return nil }
        var condition = FactCondition(fact: fact)
        condition.nth = nth...nth
        condition.session = session
        var struck = scenario
        var fault = scenario.faults[fault - 1].fault
        if session != nil { fault = fault.mappingSessions { _ in .triggering } }
        struck.faults = [FaultRule(fault, .after(condition))]
        return struck.problems().isEmpty ? struck.faults[0] : nil
    }

    /// How the command line names it: `2:token-sent:5:3` is the second fault after the fifth token that
    /// was sent to session 3.
    package var text: String {
        "\(fault):\(fact.rawValue):\(nth)" + (session.map { ":\($0)" } ?? "")
    }

    /// Reads what the command line says; nil if it is something else.
    package init?(text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let session = parts.count == 4 ? Int(parts[3]) : nil
        guard (3...4).contains(parts.count), let fault = Int(parts[0]), fault > 0,
            let fact = FactKind(rawValue: String(parts[1])), let nth = Int(parts[2]), nth > 0,
            parts.count == 3 || session.map({ $0 > 0 && fact.canHaveSession }) == true
        else { return nil }
        self.init(fault: fault, fact: fact, nth: nth, session: session)
    }
}
