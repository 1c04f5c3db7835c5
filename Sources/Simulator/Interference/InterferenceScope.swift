import Scenarios
import SimulatedWorld

/// For which sessions of a run it means something to compare it with one in which they are alone.
///
/// The comparison leaves timing aside. Where timing decides what a client sees, two runs may differ
/// though no session harms another: such sessions are out of scope, with the reason in words.
struct InterferenceScope {
    let scenario: Scenario
    /// What happened in the run with all sessions.
    let firings: [FiringRecord]

    /// Why the comparison means nothing for a session; nil if it does.
    func objection(to session: Int) -> String? {
        generalObjection ?? firings.lazy.compactMap { objection(to: session, $0) }.first
            ?? clientObjection(to: session)
    }

    /// Whether anything happened to the session, a server or the store.
    func isDisturbed(_ session: Int) -> Bool {
        firings.contains { $0.struck?.contains(session) ?? true }
    }

    /// Whether the model may fail of itself.
    var mayFail: Bool {
        let model = scenario.languageModel
        return [model.error, model.errorMidStream, model.stall, model.empty]
            .contains { $0 != .zero }
    }

    private var generalObjection: String? {
        if scenario.sessionCount < 2 { return "there is only one session" }
        if !scenario.system.acknowledgements {
            return "without acknowledgements it depends on timing which answers are lost"
        }
        if scenario.system.effectTimeToLive != nil {
            return "it depends on timing which answers expire"
        }
        for (index, rule) in scenario.faults.enumerated() {
            switch rule.trigger {
            case .step: return stepObjection(index)
            case .after(let condition) where condition.step != nil: return stepObjection(index)
            case .write:
                return
                    "\(name(index)) comes at a write of the disk, and the other sessions make most "
                    + "of the writes"
            case .at, .every, .after, .onEach: break
            }
            if case .storeError(let failure) = rule.fault, case .count = failure.extent {
                return "\(name(index)) strikes the next calls of the store, whichever session they "
                    + "are for"
            }
        }
        if mayFail || scenario.languageModel.replies == .varying, let death {
            return
                "\(name(death.fault)) ends attempts of the model, and what the next attempt says "
                + "is another draw"
        }
        return nil
    }

    private func stepObjection(_ index: Int) -> String {
        "\(name(index)) comes before a scheduling step, and the other sessions take most of the steps"
    }

    /// The first end of a server.
    private var death: FiringRecord? {
        firings.first { endsServers(scenario.faults[$0.fault].fault) }
    }

    private func objection(to session: Int, _ firing: FiringRecord) -> String? {
        guard firing.struck?.contains(session) == true else { return nil }
        switch scenario.faults[firing.fault].fault {
        case .cancel:
            return "\(name(firing.fault)) strikes it, and it depends on timing what a cancel meets"
        case .languageModelError, .languageModelSlowness:
            return
                "\(name(firing.fault)) strikes it, and it depends on timing which attempts of the "
                + "model that meets"
        default: return nil
        }
    }

    /// A client that repeats nothing loses what a connection takes with it.
    private func clientObjection(to session: Int) -> String? {
        let group = zip(scenario.clients, scenario.sessionNumbers).first { $1.contains(session) }
        guard group?.0.resend == false else { return nil }
        let loss = firings.first { firing in
            let fault = scenario.faults[firing.fault].fault
            if endsServers(fault) { return true }
            guard firing.struck?.contains(session) == true else { return false }
            return switch fault {
            case .disconnect, .badFrame, .slowReader: true
            default: false
            }
        }
        return loss.map {
            "\(name($0.fault)) ends its connections, its client repeats nothing, and it depends on "
                + "timing what is lost"
        }
    }

    private func endsServers(_ fault: Fault) -> Bool {
        switch fault {
        case .crash, .restart, .pause, .powerLoss: true
        default: false
        }
    }

    private func name(_ index: Int) -> String {
        "fault \(index + 1) (\(scenario.faults[index].fault.name))"
    }
}
