package import SimulationKernel

/// A scenario after a seed has chosen: who does what when, what the LLM answers, what goes wrong.
///
/// Everything is a pure function of (scenario, seed), computed when it is asked for: ten thousand
/// sessions with a thousand messages each take no room until they act.
///
/// Determinism: every draw comes from a stream of its own, named by what it is for
/// (`clients/session-7`, `llm/session-7`, `faults/0`), so that another session, message, attempt or
/// fault, or another setting of one of them, moves no other draw.
package struct Plan: Sendable {
    /// What was planned; it has no ``Scenario/problems()``.
    package let scenario: Scenario
    /// The root seed.
    package let seed: UInt64
    /// What goes wrong, in file order; in a swarm only what is on.
    package let faults: [PlannedFault]
    private let sessionNumbers: [Range<Int>]

    /// Plans a scenario for a seed.
    ///
    /// The scenario must have no problems: whoever makes one by hand asks for them first.
    ///
    /// - Parameters:
    ///   - scenario: what is planned.
    ///   - seed: the root seed.
    ///   - subset: which faults are on; nil is all.
    package init(scenario: Scenario, seed: UInt64, subset: FaultSubset? = nil) {
        self.scenario = scenario
        self.seed = seed
        sessionNumbers = scenario.sessionNumbers
        faults = scenario.faults.indices.filter { subset?.contains(index: $0) ?? true }.map {
            PlannedFault(index: $0, scenario: scenario, seed: seed)
        }
    }

    /// How many sessions there are; they are numbered from 1.
    package var sessionCount: Int { sessionNumbers.last.map { $0.upperBound - 1 } ?? 0 }

    /// What the client of a session does; `number` from 1 to ``sessionCount``.
    package func session(_ number: Int) -> SessionPlan {
        guard let group = sessionNumbers.firstIndex(where: { $0.contains(number) }) else {
            preconditionFailure("Session \(number) is not one of the \(sessionCount) planned ones.")
        }
        return SessionPlan(number: number, group: scenario.clients[group], seed: seed)
    }

    /// How the LLM answers one attempt at one event.
    ///
    /// - Parameters:
    ///   - session: the session's number, from 1.
    ///   - sequence: the event's sequence number in the session, from 1.
    ///   - attempt: the number of the attempt at that event, from 1, across incarnations.
    /// - Returns: the tokens, their delays and how the attempt ends.
    package func reply(session: Int, sequence: Int, attempt: Int) -> ReplyScript {
        ReplyScript(
            settings: scenario.languageModel,
            seed: seed,
            session: session,
            sequence: sequence,
            attempt: attempt
        )
    }

    /// A stream for the world's own draws, named by what it is for: `network/connection-3`.
    ///
    /// The names under `clients/`, `llm/` and `faults/` are the plan's own.
    package func stream(_ name: String) -> RandomStream {
        RandomStream(seed: seed, name: name)
    }
}
