import Histories
import Scenarios
import SimulationKernel

/// One firing of a fault: whom it hits, and what it may draw.
struct FaultFiring {
    let sessions: [SessionNumber]
    var stream: RandomStream
}

/// One firing of a fault as it happened: enough to let it happen again where other sessions are
/// missing.
package struct FiringRecord: Equatable, Sendable {
    /// The fact of a session that set a fault off.
    package struct Cause: Equatable, Sendable {
        /// The session's number.
        package let session: Int
        /// Which of that session's facts of the trigger's kind it was, from 1.
        package let nth: Int
    }

    /// The fault's place in the scenario, from 0.
    package let fault: Int
    /// Which firing of the fault it was, from 1; its draws depend on it.
    package let number: Int
    /// When, in nanoseconds.
    package let time: Int64
    /// The numbers of the sessions that it struck; nil for a fault that strikes no sessions.
    package let struck: [Int]?
    /// What set it off; nil: the time, or a fact that belongs to no session.
    package let cause: Cause?
    /// Which fact of the trigger's kind in the whole run set it off, from 1; nil: none did.
    package let nthFact: Int?
}

/// A run in which one session is alone, and suffers what it suffered among the others.
package struct Solitude: Sendable {
    /// The session's number.
    package let session: Int
    /// What happened in the run with all sessions.
    private let firings: [FiringRecord]

    /// Makes the solitude of a session of a run in which these faults fired.
    package init(of session: Int, after firings: [FiringRecord]) {
        self.session = session
        self.firings = firings
    }

    /// What concerns the session: what struck it, and what struck no sessions but servers or store.
    package var concerned: [FiringRecord] {
        firings.filter { $0.struck?.contains(session) ?? true }
    }
}
