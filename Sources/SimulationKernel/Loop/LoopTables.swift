/// What the loop touches at every step, side by side in raw memory.
///
/// Behind a pointer, not in properties of the core: Swift would guard every access to those against
/// overlapping ones at run time, which cost a fifth of the time of a callback.
struct LoopTables: ~Copyable {
    /// The deadlines to come.
    var wheel = TimingWheel()
    /// The callbacks that wait for theirs.
    var callbacks = CallbackTable()
    /// The tasks that are suspended in the kernel.
    var parking = ParkingTable()
    /// What can run now.
    var ready = ReadyRing()
    /// Who decides which of them does.
    var policy: any Policy
    /// Whether the policy decides by causal chains, which the loop then keeps.
    var followsChains = false
    /// How many incarnations are paused.
    var pausedCount = 0
    /// What the run did so far.
    var hash = RollingHash()
}
