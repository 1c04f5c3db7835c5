import CSQLite
package import Scenarios
package import SimulationKernel

/// What goes wrong with the calls of a process while one transaction is performed.
///
/// It strikes a drawn call of the transaction, the one that would commit it at the latest: the
/// transaction has not taken effect then, whatever of it is written.
package struct DiskTrouble {
    private let error: StoreErrorFault.Failure
    /// The lock that is not to be had.
    private let lock: Int32
    /// Whether what was struck once is struck again, also while SQLite cleans up.
    private let lasts: Bool
    /// How many calls that it could strike are let through.
    private var remaining: Int64
    /// Whether it has struck.
    package private(set) var hasStruck = false

    /// Draws which calls it strikes.
    package init(_ error: StoreErrorFault.Failure, using stream: inout RandomStream) {
        self.error = error
        let locks = [SQLITE_LOCK_SHARED, SQLITE_LOCK_RESERVED, SQLITE_LOCK_EXCLUSIVE]
        lock = locks[Int(stream.uniform(in: 0...2))]
        lasts = stream.chance(0.5)
        remaining = stream.uniform(in: 0...20)
    }

    /// The code with which a call fails; `SQLITE_OK` if it does not.
    mutating func answer(to call: DiskCall) -> Int32 {
        guard isStruck(call) else { return SQLITE_OK }
        hasStruck = true
        switch error {
        case .busy: return SQLITE_BUSY
        case .full: return SQLITE_FULL
        case .io: return call.failure
        }
    }

    private mutating func isStruck(_ call: DiskCall) -> Bool {
        switch (error, call) {
        case (.busy, .lock(let level)): return level >= lock
        case (.busy, _), (_, .lock): return false
        case (_, .truncate(finishes: true)) where !hasStruck: return true
        case (.full, .write(grows: true)), (.full, .create): return comesUp()
        case (.full, _): return false
        case (.io, _): return comesUp()
        }
    }

    private mutating func comesUp() -> Bool {
        if hasStruck { return lasts }
        remaining -= 1
        return remaining < 0
    }
}
