extension SimulationCore {
    /// What the next choice is made in, in 64 bits: the instant, what is ready, what waits, and what
    /// can be observed.
    ///
    /// What is ready counts in its order, since a bound counts departures from it; so does what waits
    /// for one instant, as it becomes ready in that order. Things are told apart by their causal chains, so that the
    /// same work has the same name whatever ran before it.
    func state(observed: UInt64) -> UInt64 {
        guard let chains = tables.pointee.policy.chains else {
            preconditionFailure("States are told apart by causal chains: use DepartingPolicy.")
        }
        var hash = StateHash()
        hash.absorb(UInt64(bitPattern: now))
        hash.absorb(observed)
        for chain in chains.readyChains { hash.absorb(chain) }
        var instants: [Int64: StateHash] = [:]
        tables.pointee.wheel.forEach { entry in
            guard isWaiting(entry.target) else { return }
            instants[entry.deadline, default: StateHash()]
                .absorb(chains.priority(of: entry.target))
        }
        // A sum, to which the order of a dictionary makes no difference.
        var waiting: UInt64 = 0
        for (deadline, entries) in instants {
            waiting &+= StateHash.spread(entries.value ^ UInt64(bitPattern: deadline))
        }
        for target in tables.pointee.parking.suspended {
            waiting &+= StateHash.spread(~chains.priority(of: target))
        }
        hash.absorb(waiting)
        return hash.value
    }
}
