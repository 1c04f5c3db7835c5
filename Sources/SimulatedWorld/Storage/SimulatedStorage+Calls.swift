import EventsAndEffects
import Histories
import Scenarios
import SimulationKernel

/// What became of a store call.
enum CallOutcome<Answer> {
    /// The store answered.
    case answered(Answer)
    /// The store refused the call; `isCommitted` says whether it took effect nevertheless.
    case refused(StoreError, isCommitted: Bool)
}

extension SimulatedStorage {
    /// Performs a call's transaction now, or lets it fail as faults ask for.
    ///
    /// `note` is called as the transaction has taken effect.
    func perform<Answer>(
        _ operation: String,
        in store: OpenedStore,
        at moment: Moment,
        _ transaction: () throws(StoreError) -> Answer,
        note: (Answer) -> Void
    ) -> CallOutcome<Answer> {
        observe(at: moment)
        isPerforming = true
        defer { isPerforming = false }
        if case .disk(let disk) = database { supply.begin(on: disk) }
        let outcome = attempt(operation, in: store, transaction, note: note)
        guard supply.hasFailed else { return outcome }
        powerFailed(at: moment)
        return .refused(.unavailable("the process has ended"), isCommitted: false)
    }

    private func attempt<Answer>(
        _ operation: String,
        in store: OpenedStore,
        _ transaction: () throws(StoreError) -> Answer,
        note: (Answer) -> Void
    ) -> CallOutcome<Answer> {
        let failure = errors.next(of: operation)
        if failure?.isOver == true { recordHealing("store-error") }
        let changes = store.mount?.changeCount ?? 0
        do throws(StoreError) {
            if let failure, failure.fault.moment == .before {
                return try performInTrouble(failure.fault.error, in: store, transaction, note: note)
            }
            let commits = errors.commits
            let answer = try transaction()
            let changed = (store.mount?.changeCount ?? 0) - changes
            if changed > 0 { lastChangeCount = changed }
            note(answer)
            guard let failure else { return .answered(answer) }
            let isCommitted = changed > 0 || errors.commits > commits
            return .refused(failure.fault.error.answer, isCommitted: isCommitted)
        } catch {
            return .refused(error, isCommitted: false)
        }
    }

    /// Lets a transaction fail on the disk, which it has to recover from; one that does without the
    /// part of the disk that fails, and a store in memory, are refused all the same.
    private func performInTrouble<Answer>(
        _ failure: StoreErrorFault.Failure,
        in store: OpenedStore,
        _ transaction: () throws(StoreError) -> Answer,
        note: (Answer) -> Void
    ) throws(StoreError) -> CallOutcome<Answer> {
        guard let mount = store.mount else { throw failure.answer }
        mount.trouble = errors.drawTrouble(failure)
        defer { mount.trouble = nil }
        let commits = errors.commits
        let answer = try transaction()
        // What a store makes of a failure that it has met is its own affair.
        let hasMet = errors.commits > commits || mount.trouble?.hasStruck == true
        guard hasMet else { throw failure.answer }
        note(answer)
        return .answered(answer)
    }

    /// Makes store calls fail, as often or as long as a fault says.
    func fail(_ fault: StoreErrorFault) {
        let id = errors.begin(fault)
        guard case .time(let time) = fault.extent else { return }
        observer.simulation.schedule(after: time) { [weak self] in
            if self?.errors.heal(id) == true { self?.recordHealing("store-error") }
        }
    }

    /// Makes store calls slow for a time.
    func slow(_ fault: StoreSlownessFault) {
        let id = latency.slow(fault.latency)
        observer.simulation.schedule(after: fault.time) { [weak self] in
            if self?.latency.heal(id) == true { self?.recordHealing("store-slow") }
        }
    }

    /// Everything that goes wrong with the store is over.
    func heal() {
        for _ in 0..<errors.healAll() { recordHealing("store-error") }
        for _ in 0..<latency.healAll() { recordHealing("store-slow") }
    }

    private func recordHealing(_ fault: String) {
        observer.record(Fact(.faultHealed, at: observer.moment()) { $0.fault = fault })
    }
}

extension StoreErrorFault.Failure {
    /// What a store says.
    fileprivate var answer: StoreError {
        switch self {
        case .busy: .unavailable("database is locked (SQLite code 5)")
        case .full: .unavailable("database or disk is full (SQLite code 13)")
        case .io: .unavailable("disk I/O error (SQLite code 10)")
        }
    }
}
