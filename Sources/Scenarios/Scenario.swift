/// One rehearsal as its author wrote it: a system, a workload, faults, and what must hold.
///
/// A scenario says what may happen; a ``Plan`` says what does, once a seed has chosen. Everything but
/// the name, the summary and the client groups starts with the documented default, and this module
/// is the only place that knows those defaults: `Limits()`, `SystemSettings()` and so on.
///
/// A scenario that was made by hand should be looked at with ``problems()`` before it is planned.
package struct Scenario: Equatable, Sendable {
    /// Names the scenario in reports; equal to its file's name without the extension.
    package var name: String
    /// One sentence that says what is rehearsed and why.
    package var summary: String
    /// What of the specification this rehearses.
    package var covers: [CoverageID] = []
    /// The root seed of a run that names none.
    package var seed: UInt64 = 1
    /// How long and how far a run goes.
    package var limits = Limits()
    /// The configuration of the server.
    package var system = SystemSettings()
    /// Which store, and how fast.
    package var store = StoreSettings()
    /// Who talks to the server; at least one group.
    package var clients: [ClientGroup]
    /// How the mock LLM answers.
    package var languageModel = LanguageModelSettings()
    /// How the simulated network behaves.
    package var network = NetworkSettings()
    /// Which ready job runs next.
    package var scheduling = SchedulingPolicySetting.random
    /// What goes wrong, in file order.
    package var faults: [FaultRule] = []
    /// What must hold, and what must have been seen.
    package var expectation = Expectation()

    /// Makes a scenario with every default.
    package init(name: String, summary: String, clients: [ClientGroup]) {
        self.name = name
        self.summary = summary
        self.clients = clients
    }

    /// The sessions of all groups together; they are numbered from 1 to this across the groups.
    package var sessionCount: Int { clients.reduce(0) { $0 + $1.sessions } }

    /// The numbers of each group's sessions, in the order of the groups.
    package var sessionNumbers: [Range<Int>] {
        var next = 1
        return clients.map { group in
            defer { next += group.sessions }
            return next..<(next + group.sessions)
        }
    }
}
