import EventsAndEffects
import Histories
import Scenarios
import SimulationKernel

extension SimulatedStorage {
    /// More changes of the disk than any transaction makes.
    private static let anyChanges = 1_000_000

    /// Servers die: nothing that they do afterwards reaches the store.
    ///
    /// A process that has a call in flight may be anywhere inside its transaction. So one such call
    /// is drawn and performed up to a drawn change of the disk. Whether it took effect is what the
    /// next process to open the database will find: its facts are recorded here if and only if it
    /// did.
    ///
    /// - Returns: the server that died between the begin and the end of a transaction, if any.
    func kill(_ instances: [Int], losingPower: Bool = false) -> Int? {
        let dying = instances.sorted().compactMap { stores.removeValue(forKey: $0) }
        guard case .disk(let disk) = database else { return nil }
        let broken = isPerforming ? broken.take() : breakCall(of: dying, on: disk)
        for store in dying { store.mount?.kill() }
        let torn = losingPower ? disk.losePower(using: &power) : []
        var inside: Int?
        if let broken, !recordSurvival(of: broken, on: disk) {
            inside = broken.wasStopped ? broken.instance : nil
        }
        for tear in torn {
            let note = tear.description
            observer.record(Fact(.diskTorn, at: observer.moment()) { $0.note = note })
        }
        return inside
    }

    /// A server has ended, and its process with it.
    func close(_ instance: Int) {
        stores.removeValue(forKey: instance)?.mount?.kill()
    }

    /// Draws the deaths and losses to come from streams of this point of the run, so that those of
    /// neighbouring points differ.
    func drawAnew(at point: Int) {
        deaths = plan.stream("disk/deaths").child(point)
        power = plan.stream("disk/power").child(point)
    }

    /// The power failed in the middle of a server's transaction, observed at that moment, or, if
    /// there is none, as it opened its store.
    func powerFailed(at moment: Moment?) {
        isPerforming = true
        defer { isPerforming = false }
        if let moment, let eve = supply.eve {
            broken = BrokenCall(
                instance: moment.instance,
                incarnation: moment.incarnation,
                former: eve,
                wasStopped: true
            )
        }
        supply.noteFailure()
        broken = nil
    }

    /// Breaks off one of the calls that are in flight, if there is one.
    private func breakCall(of dying: [OpenedStore], on disk: SimulatedDisk) -> BrokenCall? {
        guard let call = inFlight.choose(of: dying, using: &deaths) else { return nil }
        let former = disk.copy()
        perform(call)
        return BrokenCall(
            instance: call.life.instance,
            incarnation: call.life.number,
            former: former,
            wasStopped: call.store.mount?.wasStopped == true
        )
    }

    private func perform(_ call: CallInFlight) {
        guard let mount = call.store.mount else { return }
        // Every fourth comes to its end, and only nobody is told.
        let isWhole = deaths.chance(0.25)
        let changes = deaths.uniform(in: 0...Int64(lastChangeCount))
        mount.kill(afterChanges: isWhole ? Self.anyChanges : Int(changes))
        call.perform()
    }

    /// Records what a call has changed that was in flight as its process died.
    ///
    /// - Returns: whether it took effect.
    private func recordSurvival(of call: BrokenCall, on disk: SimulatedDisk) -> Bool {
        // What cannot be read has no rows, as the next inspection will tell.
        guard let before = try? RecoveredDisk(call.former), let after = try? RecoveredDisk(disk),
            before.changeCounter != after.changeCounter, let former = try? before.read(),
            let present = try? after.read()
        else { return false }
        observe(at: observer.moment(instance: call.instance, incarnation: call.incarnation))
        let difference = StoreDifference(before: former, after: present)
        committed(difference.changes)
        return true
    }
}

/// A store call in the middle of which its process died.
struct BrokenCall {
    /// Which server's, from 1.
    let instance: Int
    /// Which life of it, from 1.
    let incarnation: Int
    /// The disk before the call.
    let former: SimulatedDisk
    /// Whether the process died before the transaction came to its end.
    let wasStopped: Bool
}
