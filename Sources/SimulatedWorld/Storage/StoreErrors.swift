import Scenarios
import SimulationKernel

/// Which store calls fail.
///
/// Determinism: what a failing disk strikes is drawn from a stream of its own, call by call.
struct StoreErrors {
    /// A fault in force.
    private struct Failure {
        let id: Int
        let fault: StoreErrorFault
        /// How many calls it still strikes; nil as long as its time lasts.
        var remaining: Int?
    }

    private var failures: [Failure] = []
    private var count = 0
    private var stream: RandomStream
    private(set) var commits = 0

    init(plan: Plan) { stream = plan.stream("disk/errors") }

    /// Takes note that a transaction changed rows.
    mutating func noteCommit() { commits += 1 }

    /// Makes calls fail from now on.
    ///
    /// - Returns: what ends it.
    mutating func begin(_ fault: StoreErrorFault) -> Int {
        count += 1
        var remaining: Int?
        if case .count(let calls) = fault.extent { remaining = calls }
        failures.append(Failure(id: count, fault: fault, remaining: remaining))
        return count
    }

    /// How a call of that operation fails; nil if it does not.
    ///
    /// Of several faults the first counts. `isOver` says whether it was the last call that the fault strikes.
    mutating func next(of operation: String) -> (fault: StoreErrorFault, isOver: Bool)? {
        let index = failures.firstIndex { $0.fault.work.includes(operation) }
        guard let index else { return nil }
        let fault = failures[index].fault
        guard let remaining = failures[index].remaining else { return (fault, false) }
        failures[index].remaining = remaining - 1
        if remaining == 1 { failures.remove(at: index) }
        return (fault, remaining == 1)
    }

    /// Draws where in a transaction the disk fails.
    mutating func drawTrouble(_ failure: StoreErrorFault.Failure) -> DiskTrouble {
        DiskTrouble(failure, using: &stream)
    }

    /// Ends a fault.
    ///
    /// - Returns: false if it has ended before.
    mutating func heal(_ id: Int) -> Bool {
        guard let index = failures.firstIndex(where: { $0.id == id }) else { return false }
        failures.remove(at: index)
        return true
    }

    /// Ends all faults; returns how many that were.
    mutating func healAll() -> Int {
        defer { failures = [] }
        return failures.count
    }
}

extension StoreErrorFault.Work {
    /// Whether a call of that operation does this work.
    fileprivate func includes(_ operation: String) -> Bool {
        switch self {
        case .any: true
        case .eventAppended: operation == "append"
        case .checkpointCommitted, .effectCreated: operation == "commit"
        case .effectClaimed: operation == "claim"
        case .effectCompleted: operation == "complete"
        case .effectReleased: operation == "release" || operation == "release-executing"
        case .effectFailed: operation == "fail"
        case .leaseTaken: operation == "take-lease"
        case .checkpointLoaded: operation == "conversation"
        }
    }
}
