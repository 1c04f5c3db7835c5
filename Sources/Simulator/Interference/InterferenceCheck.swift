import Histories
import Invariants
package import Scenarios
package import SimulatedWorld
import SimulationKernel

/// Runs some sessions of a run alone too, and compares what their clients see
/// (`isolation.non-interference`).
///
/// Determinism: which sessions is drawn from the stream `non-interference` of the seed. A session that
/// is alone draws from the same streams as among others, for they are named by it; the faults that
/// concerned it are those that happened, not drawn again.
package struct InterferenceCheck: Sendable {
    /// How many sessions are chosen where none are named.
    private static let chosenSessions = 2

    /// The numbers of the sessions that are asked for; nil: drawn from each seed.
    private let sessions: [Int]?

    /// Prepares to check the sessions of these numbers; nil: some that are drawn from each seed.
    package init(sessions: [Int]? = nil) {
        self.sessions = sessions
    }

    /// Runs a scenario at a seed with all sessions, then with single ones.
    ///
    /// - Returns: the outcome of the run with all sessions, in which the invariant has its answer. It
    ///   has its history, whatever was asked for.
    package func run(
        scenario: Scenario,
        seed: UInt64,
        architecture: Architecture = .shipped,
        subset: FaultSubset? = nil,
        scheduling: SchedulingPolicySetting? = nil
    ) -> RunOutcome {
        func run(_ solitude: Solitude?) -> RunOutcome {
            SimulationRun(
                scenario: scenario,
                seed: seed,
                architecture: architecture,
                subset: subset,
                scheduling: scheduling,
                recordsHistory: true,
                solitude: solitude
            ).run()
        }
        let whole = run(nil)
        guard let history = whole.history else { return whole }
        let scope = InterferenceScope(scenario: scenario, firings: whole.firingLog)
        let choice = choose(from: scenario, seed: seed, in: scope)
        let note = InterferenceNote(sessions: choice.sessions, reasons: choice.reasons)
        if choice.sessions.isEmpty {
            return whole.replacing(TranscriptComparison.notApplicable, note)
        }
        var comparison = TranscriptComparison(history)
        for session in choice.sessions {
            let alone = run(Solitude(of: session, after: whole.firingLog))
            guard let solitary = alone.history, history.isComplete, solitary.isComplete else {
                let reason = "a limit cut short one of the runs to compare"
                return whole.replacing(comparison.inconclusive(reason), note)
            }
            comparison.compare(
                SessionNumber(session),
                alone: solitary,
                .init(isDisturbed: scope.isDisturbed(session), mayFail: scope.mayFail)
            )
        }
        return whole.replacing(comparison.result, note)
    }

    /// The sessions that are asked for or drawn, and why it means nothing for the others.
    private func choose(
        from scenario: Scenario,
        seed: UInt64,
        in scope: InterferenceScope
    ) -> (sessions: [Int], reasons: [String]) {
        var stream = RandomStream(seed: seed, name: "non-interference")
        var pool = sessions ?? Array(1...max(1, scenario.sessionCount))
        var chosen: [Int] = []
        var reasons: [String] = []
        while !pool.isEmpty, sessions != nil || chosen.count < Self.chosenSessions {
            let place = sessions == nil ? Int(stream.uniform(in: 0...Int64(pool.count - 1))) : 0
            let session = pool.remove(at: place)
            if let reason = scope.objection(to: session) {
                if !reasons.contains(reason) { reasons.append(reason) }
            } else {
                chosen.append(session)
            }
        }
        return (chosen.sorted(), reasons.sorted())
    }
}

extension History {
    /// Whether the run came to its end.
    fileprivate var isComplete: Bool { facts.last { $0.kind == .phaseChanged }?.phase == .end }
}
