import EventsAndEffects
import Histories
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
        let call = isPerforming ? nil : inFlight.choose(of: dying, using: &deaths)
        let former = call.map { _ in disk.copy() }
        if let call { perform(call) }
        for store in dying { store.mount?.kill() }
        let torn = losingPower ? disk.losePower(using: &power) : []
        var inside: Int?
        if let call, let former, !recordSurvival(of: call, on: disk, since: former) {
            inside = call.wasStopped ? call.life.instance : nil
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
    private func recordSurvival(
        of call: CallInFlight,
        on disk: SimulatedDisk,
        since former: SimulatedDisk
    ) -> Bool {
        let before = RecoveredDisk(former)
        let after = RecoveredDisk(disk)
        guard before.changeCounter != after.changeCounter else { return false }
        observe(
            at: observer.moment(instance: call.life.instance, incarnation: call.life.number)
        )
        let difference = StoreDifference(before: before.content, after: after.content)
        committed(difference.changes)
        return true
    }
}

extension CallInFlight {
    /// Whether its process died before the transaction came to its end.
    fileprivate var wasStopped: Bool { store.mount?.wasStopped == true }
}
