extension SimulationCore {
    /// Lets a job become ready behind all others.
    @inline(__always)
    func becomeReady(_ job: UnownedJob, of owner: Incarnation) {
        tables.pointee.ready.append(ReadyRing.Entry(job, of: owner))
        follow { $0.appendJob() }
    }

    /// Lets a target become ready behind all others.
    @inline(__always)
    func becomeReady(_ target: Target) {
        tables.pointee.ready.append(ReadyRing.Entry(target))
        follow { $0.append(target) }
    }

    /// Tells the causal chains, if the policy decides by them, what the loop does.
    @inline(__always)
    func follow(_ change: (CausalChains) -> Void) {
        if tables.pointee.followsChains { tell(change) }
    }

    @inline(never)
    private func tell(_ change: (CausalChains) -> Void) {
        if let chains = tables.pointee.policy.chains { change(chains) }
    }
}
