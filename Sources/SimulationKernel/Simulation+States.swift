extension Simulation {
    /// Records at every choice what state it is made in, from now on; the simulation must record its
    /// schedule, under a policy that keeps causal chains by lineage (``DepartingPolicy``).
    ///
    /// The kernel sees time and what is ready or waits. What rehearsed code keeps in its memory it
    /// cannot see: two states count as one if in both the same work is left to do at the same times,
    /// and `observed` is the same.
    ///
    /// - Parameter observed: What else tells states apart, in 64 bits: asked at every choice.
    public func recordStates(observed: @escaping () -> UInt64) {
        core.observed = observed
    }

    /// The state at each decision of `recordedSchedule`, if they are recorded.
    public var recordedStates: [UInt64] { core.states }
}
