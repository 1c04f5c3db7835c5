import ArgumentParser
import Scenarios
import Simulator

/// Whether sessions are run alone too, and compared with what they see among others.
struct InterferenceOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Run some sessions alone too: what their clients see must be the same.",
            discussion:
                "The invariant isolation.non-interference; two sessions drawn from each seed."
        )
    )
    var nonInterference = false

    @Option(
        help: ArgumentHelp(
            "With --non-interference: run the session of this number alone; may be repeated.",
            valueName: "N"
        )
    )
    var session: [Int] = []

    func validate() throws {
        guard session.isEmpty || nonInterference else {
            throw ValidationError("'--session' says whom '--non-interference' is about; give both.")
        }
        for (index, number) in session.enumerated() where session[..<index].contains(number) {
            throw ValidationError("'--session \(number)' is given twice.")
        }
    }

    /// The check, if it is asked for.
    var check: InterferenceCheck? {
        nonInterference ? InterferenceCheck(sessions: session.isEmpty ? nil : session) : nil
    }

    /// Looks whether a scenario has the sessions that are named.
    ///
    /// - Throws: `ValidationError` that says which sessions it has.
    func validate(for scenario: Scenario) throws {
        let count = scenario.sessionCount
        for number in session where !(1...max(1, count)).contains(number) {
            throw ValidationError(
                "'\(scenario.name)' has no session \(number); its sessions are 1 to \(count)."
            )
        }
    }

    /// What the command line says of it.
    var arguments: [String] {
        nonInterference
            ? ["--non-interference"] + session.flatMap { ["--session", "\($0)"] } : []
    }
}
