import Histories
import Scenarios
import SimulationKernel

/// Fires the planned faults at their triggers, and notes each firing.
///
/// Triggers on facts act in the very step of the fact, so that a crash can fall between a commit and
/// its reply. Nothing fires after the safety phase.
///
/// Determinism: shares and counts are drawn from the fault's own stream, anew at each firing.
package final class FaultInjector {
    /// How many firings of each fault are logged.
    private static let loggedFirings = 64
    /// How often each fault of the scenario fired, by its position.
    package private(set) var firings: [Int]
    /// The first firings of each fault, in the order of the run.
    package private(set) var log: [LoggedFiring] = []
    private let faults: [PlannedFault]
    private let targets: FaultTargets
    private var isActive = true

    init(plan: Plan, targets: FaultTargets) {
        faults = plan.faults
        self.targets = targets
        firings = Array(repeating: 0, count: plan.scenario.faults.count)
        for fault in faults { arm(fault) }
    }

    /// Fires nothing more.
    func disarm() {
        isActive = false
        targets.storage.supply.becomeReliable()
    }

    private func arm(_ fault: PlannedFault) {
        let observer = targets.observer
        let simulation = observer.simulation
        switch fault.trigger {
        case .at(let instant):
            simulation.schedule(after: instant) { [weak self] in self?.fire(fault) }
        case .every(let instants): armNext(fault, of: instants)
        case .after(let condition):
            var remaining = condition.nth.lowerBound
            observer.onEach(condition.fact) { [weak self] fact in
                if let session = condition.session, session != fact.session.index { return }
                remaining -= 1
                if remaining == 0 { self?.fire(fault, triggeredBy: fact) }
            }
        case .onEach(var chance):
            var count = 0
            observer.onEach(chance.fact) { [weak self] fact in
                count += 1
                guard self?.isActive == true, chance.fires() else { return }
                self?.fire(fault, triggeredBy: fact, nth: count)
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

    private func armNext(_ fault: PlannedFault, of instants: PlannedInstants) {
        var instants = instants
        guard let instant = instants.next() else { return }
        let rest = instants
        targets.observer.simulation.schedule(at: .zero + instant) { [weak self] in
            self?.fire(fault)
            self?.armNext(fault, of: rest)
        }
    }

    /// Fires a fault at one point of all that a sweep goes through.
    private func fire(_ fault: PlannedFault, at point: Int) {
        if isActive { targets.storage.drawAnew(at: point) }
        fire(fault)
    }

    private func fire(_ fault: PlannedFault, triggeredBy fact: Fact? = nil, nth: Int? = nil) {
        guard isActive else { return }
        firings[fault.index] += 1
        if firings[fault.index] <= Self.loggedFirings {
            let time = targets.observer.simulation.now.nanoseconds
            log.append(LoggedFiring(fault: fault.index, time: time, nth: nth))
        }
        var stream = fault.stream(firing: firings[fault.index])
        let chosen = fault.sessions.map {
            $0.choose(
                among: targets.sessionNumbers,
                triggeredBy: fact?.session.index,
                using: &stream
            )
        }
        if fault.sessions == .triggering, fact?.session.isNone != false {
            return targets.record(fault.fault.name, note: "the fact belongs to no session")
        }
        let firing = FaultFiring(
            sessions: (chosen ?? []).map(SessionNumber.init),
            stream: stream
        )
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
        case .duplicateDelivery(let duplicate): duplicate.inject(firing, into: targets)
        case .powerLoss(let loss): loss.inject(into: targets)
        case .storeError(let failure): failure.inject(into: targets)
        case .storeSlowness(let slowness): slowness.inject(into: targets)
        case .schemaDowngrade(let downgrade): downgrade.inject(into: targets)
        }
    }
}

/// One firing of a fault: whom it hits, and what it may draw.
struct FaultFiring {
    let sessions: [SessionNumber]
    var stream: RandomStream
}
