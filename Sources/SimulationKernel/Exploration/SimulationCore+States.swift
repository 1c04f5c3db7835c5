extension SimulationCore {
    /// What the next choice is made in, in 64 bits: the instant, what is ready, what waits, and what
    /// can be observed.
    ///
    /// What is ready counts in its order, since a bound counts departures from it; what waits counts
    /// as a set, each with its deadline. Things are told apart by their causal chains, so that the
    /// same work has the same name whatever ran before it.
    func state(observed: UInt64) -> UInt64 {
        guard let chains = tables.pointee.policy.chains else {
            preconditionFailure("States are told apart by causal chains: use DepartingPolicy.")
        }
        var hash = StateHash()
        hash.absorb(UInt64(bitPattern: now))
        hash.absorb(observed)
        for chain in chains.readyChains { hash.absorb(chain) }
        var waiting: UInt64 = 0
        tables.pointee.wheel.forEach { entry in
            guard isWaiting(entry.target) else { return }
            let chain = chains.priority(of: entry.target)
            waiting &+= StateHash.spread(chain ^ UInt64(bitPattern: entry.deadline))
        }
        for target in tables.pointee.parking.suspended {
            waiting &+= StateHash.spread(~chains.priority(of: target))
        }
        hash.absorb(waiting)
        return hash.value
    }
}
