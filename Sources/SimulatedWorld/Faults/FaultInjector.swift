import Histories
import Scenarios
import SimulationKernel

/// Fires the planned faults at their triggers, and notes each firing.
///
/// Triggers on facts act in the very step of the fact, if they name no later one, so that a crash can
/// fall between a commit and its reply. Nothing fires after the safety phase, and what happens to a
/// stranger's connection triggers nothing.
///
/// In solitude it does not wait for the triggers: it repeats what concerned the session when the
/// others were there. What the session's own facts had set off comes right after the same facts again,
/// everything else at its instant.
///
/// Determinism: shares and counts are drawn from the fault's own stream, anew at each firing.
package final class FaultInjector {
    /// How often each fault of the scenario fired, by its position.
    package private(set) var firings: [Int]
    /// Every firing, in order.
    package private(set) var log: [FiringRecord] = []
    private let faults: [PlannedFault]
    private let targets: FaultTargets
    private let solitude: Solitude?
    private var isActive = true

    init(plan: Plan, targets: FaultTargets, solitude: Solitude?) {
        faults = plan.faults
        self.targets = targets
        self.solitude = solitude
        firings = Array(repeating: 0, count: plan.scenario.faults.count)
        guard let solitude else {
            for fault in faults { arm(fault) }
            return
        }
        for record in solitude.concerned {
            guard let fault = faults.first(where: { $0.index == record.fault }) else { continue }
            arm(fault, toRepeat: record)
        }
    }

    /// Fires nothing more.
    func disarm() {
        isActive = false
        targets.storage.supply.becomeReliable()
    }

    private func arm(_ fault: PlannedFault) {
        let simulation = targets.observer.simulation
        switch fault.trigger {
        case .at(let instant):
            simulation.schedule(after: instant) { [weak self] in self?.fire(fault) }
        case .every(let instants): armNext(fault, of: instants)
        case .after(let condition):
            var remaining = condition.nth.lowerBound
            onEach(condition.fact) { injector, place in
                if let session = condition.session, session != place.session { return }
                remaining -= 1
                guard remaining == 0 else { return }
                guard let step = condition.step else {
                    return injector.fire(fault, triggeredBy: place)
                }
                simulation.interrupt(beforeStep: simulation.step + UInt64(step - 1)) {
                    [weak injector] in
                    injector?.fire(fault, triggeredBy: place)
                }
            }
        case .onEach(var chance):
            onEach(chance.fact) { injector, place in
                guard injector.isActive, chance.fires() else { return }
                injector.fire(fault, triggeredBy: place)
            }
        case .step(let step):
            simulation.interrupt(beforeStep: UInt64(step)) { [weak self] in
                self?.fire(fault, at: step)
            }
        case .write(let write):
            targets.storage.supply.fail(afterChanges: write - 1) { [weak self] in
                self?.fire(fault, at: write)
            }
        }
    }

    /// Acts on each fact of a kind, but those of strangers, with its place among them.
    ///
    /// The observer keeps what it calls: to hold the injector from there, or anything of the world,
    /// would keep the world for ever.
    private func onEach(
        _ kind: FactKind,
        _ act: @escaping (FaultInjector, FactCounts.Place) -> Void
    ) {
        var counts = FactCounts()
        targets.observer.onEach(kind) { [weak self] fact in
            guard let self, !targets.isStranger(fact.session) else { return }
            act(self, counts.count(fact))
        }
    }

    private func armNext(_ fault: PlannedFault, of instants: PlannedInstants) {
        var instants = instants
        guard let instant = instants.next() else { return }
        let rest = instants
        targets.observer.simulation.schedule(at: .zero + instant) { [weak self] in
            self?.fire(fault)
            self?.armNext(fault, of: rest)
        }
    }

    private func arm(_ fault: PlannedFault, toRepeat record: FiringRecord) {
        guard let cause = record.cause, cause.session == solitude?.session,
            let kind = fault.trigger.fact
        else {
            targets.observer.simulation.schedule(at: .zero + .nanoseconds(record.time)) {
                [weak self] in
                self?.fire(fault, number: record.number)
            }
            return
        }
        onEach(kind) { injector, place in
            guard place.session == cause.session, place.nthOfSession == cause.nth else { return }
            injector.fire(fault, number: record.number, triggeredBy: place)
        }
    }

    /// Fires a fault at one point of all that a sweep goes through.
    private func fire(_ fault: PlannedFault, at point: Int) {
        if isActive { targets.storage.drawAnew(at: point) }
        fire(fault)
    }

    /// Fires a fault.
    ///
    /// - Parameters:
    ///   - fault: The fault.
    ///   - number: Which of its firings it is, from 1; nil: the next one.
    ///   - fact: The fact that set it off, if one did.
    private func fire(
        _ fault: PlannedFault,
        number: Int? = nil,
        triggeredBy fact: FactCounts.Place? = nil
    ) {
        guard isActive else { return }
        firings[fault.index] += 1
        let number = number ?? firings[fault.index]
        var stream = fault.stream(firing: number)
        let chosen = fault.sessions.map {
            $0.choose(
                among: targets.sessionNumbers,
                triggeredBy: fact?.session,
                using: &stream
            )
        }
        log.append(
            FiringRecord(
                fault: fault.index,
                number: number,
                time: targets.observer.simulation.now.nanoseconds,
                struck: chosen,
                cause: fact.flatMap { place in
                    place.session.map { .init(session: $0, nth: place.nthOfSession) }
                },
                nthFact: fact?.nth
            )
        )
        if fault.sessions == .triggering, fact?.session == nil {
            return targets.record(fault.fault.name, note: "the fact belongs to no session")
        }
        let struck = (chosen ?? []).filter { $0 == solitude?.session ?? $0 }
        inject(fault, FaultFiring(sessions: struck.map(SessionNumber.init), stream: stream))
    }

    private func inject(_ fault: PlannedFault, _ firing: FaultFiring) {
        switch fault.fault {
        case .disconnect(let disconnect): disconnect.inject(firing, into: targets)
        case .crash(let crash): crash.inject(into: targets)
        case .restart(let restart): restart.inject(into: targets)
        case .pause(let pause): pause.inject(into: targets)
        case .clockJump(let jump): jump.inject(into: targets)
        case .languageModelError(let failure): failure.inject(firing, into: targets)
        case .cancel(let cancel): cancel.inject(firing, into: targets)
        case .languageModelSlowness(let slowness): slowness.inject(firing, into: targets)
        case .slowReader(let reader): reader.inject(firing, into: targets)
        case .badFrame(let frame): frame.inject(firing, into: targets)
        case .badConnection(let connection): connection.inject(firing, into: targets)
        case .duplicateDelivery(let duplicate): duplicate.inject(firing, into: targets)
        case .powerLoss(let loss): loss.inject(into: targets)
        case .storeError(let failure): failure.inject(into: targets)
        case .storeSlowness(let slowness): slowness.inject(into: targets)
        case .schemaDowngrade(let downgrade): downgrade.inject(into: targets)
        }
    }
}

/// How many facts of one kind there have been, of each session and in all.
private struct FactCounts {
    /// A fact's place among those of its kind, counted from 1.
    struct Place {
        /// The number of the fact's session; nil: it belongs to none.
        let session: Int?
        let nthOfSession: Int
        let nth: Int
    }

    private var counts: [Int] = []
    private var total = 0

    /// Counts a fact, and returns its place.
    mutating func count(_ fact: Fact) -> Place {
        let index = fact.session.index
        while counts.count <= index { counts.append(0) }
        counts[index] += 1
        total += 1
        return Place(
            session: fact.session.isNone ? nil : index,
            nthOfSession: counts[index],
            nth: total
        )
    }
}
