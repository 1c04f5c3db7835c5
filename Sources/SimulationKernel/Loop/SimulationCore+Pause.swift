/// What was to run of a paused incarnation.
struct HeldEntry {
    var entry: ReadyRing.Entry
    /// The priority of its causal chain, if the policy decides by them.
    var priority: UInt64?
}

extension SimulationCore {
    /// Stalls an incarnation.
    func pause(_ incarnation: Incarnation) {
        guard incarnation.isAlive, !incarnation.isPaused else { return }
        incarnation.isPaused = true
        tables.pointee.pausedCount += 1
    }

    /// Lets an incarnation go on: what was held back is ready, in the order in which it came.
    func resume(_ incarnation: Incarnation) {
        releaseHeld(of: incarnation) { held in
            tables.pointee.ready.append(held.entry)
            follow { $0.append(held: held.priority) }
        }
    }

    /// Ends a pause and hands over what was held back.
    func releaseHeld(of incarnation: Incarnation, _ receive: (HeldEntry) -> Void) {
        guard incarnation.isPaused else { return }
        incarnation.isPaused = false
        tables.pointee.pausedCount -= 1
        let held = incarnation.held
        incarnation.held = []
        for entry in held { receive(entry) }
    }

    /// Keeps back an entry whose turn came, if its incarnation is paused; that is no step.
    @inline(never)
    func hold(_ entry: ReadyRing.Entry) -> Bool {
        let owner =
            entry.owner
            ?? (entry.target.isParking ? tables.pointee.parking.owner(of: entry.target) : nil)
        guard let incarnation = owner?._withUnsafeGuaranteedRef({ $0.isPaused ? $0 : nil })
        else { return false }
        var held = HeldEntry(entry: entry)
        follow { held.priority = $0.hold() }
        incarnation.held.append(held)
        return true
    }
}
