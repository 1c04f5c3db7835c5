package import Histories

/// What must hold in every run, and what must have been seen in one of them.
package struct Expectation: Equatable, Sendable {
    /// The invariants that are checked.
    package enum Invariants: Equatable, Sendable {
        /// All that there are.
        case all
        /// Those of these ids.
        case only([String])
        /// All but those of these ids.
        case allBut([String])

        /// Whether the invariant of that id is checked.
        package func contains(_ id: String) -> Bool {
            switch self {
            case .all: true
            case .only(let ids): ids.contains(id)
            case .allBut(let ids): !ids.contains(id)
            }
        }
    }

    /// What the scenario is expected to end in.
    package enum Verdict: Equatable, Sendable {
        /// Every invariant holds in every seed.
        case passed
        /// A known failure: at least one seed violates that invariant, and none violates another.
        case violated(String)
    }

    /// The invariants that are checked.
    package var always = Invariants.all
    /// What must be seen at least once over the seeds that are run, else nothing was proved.
    package var sometimes: [SometimesName] = []
    /// What the scenario is expected to end in.
    package var verdict = Verdict.passed

    /// Makes the documented defaults.
    package init() {}

    /// The invariant whose violation the scenario documents, if it does.
    package var announcedViolation: String? {
        if case .violated(let id) = verdict { id } else { nil }
    }
}
