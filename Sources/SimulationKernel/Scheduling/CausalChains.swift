internal import DequeModule

/// What caused what, as far as a policy that decides by priorities needs it: a partition of all
/// steps into causal chains, made as the run goes.
///
/// A step causes what it leaves behind: the jobs that it enqueues, the waits that it begins and the
/// callbacks that it schedules. The first of these continues the step's own chain; each further one
/// begins a chain, and so does whatever comes from outside a step. A task that waits stays in the
/// chain of the step that began the wait, whoever wakes it. So of every chain at most one thing is
/// ready or waits at a time, and a chain need be no more than the priority that this thing carries.
///
/// Without a stream to draw births from, what a chain has is no priority but a name, by lineage: the
/// thing that a step leaves behind is named after the step and its place among what that left. The
/// same work has the same name then, in whatever order everything else runs.
///
/// Only the loop changes it; a policy without it costs the loop one comparison each time.
///
/// Determinism: a function of the loop's operations and of the stream that it was made with; never
/// of addresses or of the runtime's numbers of tasks.
public final class CausalChains {
    /// The priority of each ready entry, in the numbering of `Choice`.
    private var ready: Deque<UInt64> = []
    /// The priorities of what waits, by slot.
    private var parked: [UInt64] = []
    private var callbacks: [UInt64] = []
    /// The chain of the running step, until something continues it.
    private var current: UInt64?
    /// The chain of the task that is being woken.
    private var woken: UInt64?
    private var births: RandomStream?
    /// The running step's name, and how much it left behind; only by lineage.
    private var parent = CausalChains.outside
    private var children: UInt64 = 0
    private var childrenOfOutside: UInt64 = 0

    /// The name of whatever is not a step.
    private static let outside: UInt64 = 0x452821E638D01377
    /// Every chain begins above this priority, so that there is room below.
    static let lowestBirth: UInt64 = 1 << 63

    /// Makes chains with priorities.
    init(births: RandomStream) {
        self.births = births
    }

    /// Makes chains with names.
    init() {}

    /// The chains of the ready entries, in the numbering of `Choice`.
    var readyChains: some Sequence<UInt64> { ready }

    /// The ready entry of the highest priority; of equal ones the first.
    ///
    /// Takes time in proportion to how many are ready.
    var highest: Int {
        var best = 0
        for index in ready.indices.dropFirst() where ready[index] > ready[best] { best = index }
        return best
    }

    /// Gives the chain of a ready entry another priority.
    func move(_ index: Int, to priority: UInt64) {
        ready[index] = priority
    }

    // MARK: What the loop does

    /// A job is ready behind all others.
    func appendJob() {
        ready.append(woken.take() ?? continuation())
    }

    /// A target is ready behind all others.
    func append(_ target: Target) {
        ready.append(priority(of: target))
    }

    /// Something begins to wait.
    func wait(_ target: Target) {
        let priority = continuation()
        if target.isParking {
            Self.store(priority, at: target.slot, in: &parked)
        } else {
            Self.store(priority, at: target.slot, in: &callbacks)
        }
    }

    /// What is resumed from now on is the task that waited there.
    func wake(_ target: Target) {
        woken = priority(of: target)
    }

    /// Nobody is being woken any more.
    ///
    /// A task that has not suspended yet, or whose actor is busy, leaves no job behind: its chain
    /// ends in the running step, which may go on with it.
    func endWaking() {
        if let woken, current == nil { current = woken }
        woken = nil
    }

    /// A ready entry runs, after it changed places with the first.
    func run(at index: Int) {
        ready.swapAt(0, index)
        current = ready.popFirst()
        woken = nil
        beginStep()
    }

    /// The newest ready entry runs.
    func runLast() {
        current = ready.popLast()
        beginStep()
    }

    /// What was about to run is held back: takes its priority away, to be given to `append(held:)`.
    func hold() -> UInt64? {
        current.take()
    }

    /// What was held back is ready behind all others.
    func append(held priority: UInt64?) {
        ready.append(priority ?? continuation())
    }

    /// No step runs: what comes now comes from outside.
    func leave() {
        current = nil
        woken = nil
        guard births == nil, parent != Self.outside else { return }
        parent = Self.outside
        children = childrenOfOutside
    }

    /// Ready entries are gone.
    func remove(where isGone: (Int) -> Bool) {
        var kept: Deque<UInt64> = []
        for index in ready.indices where !isGone(index) { kept.append(ready[index]) }
        ready = kept
    }

    /// The chain of something that waits.
    func priority(of target: Target) -> UInt64 {
        target.isParking ? parked[target.slot] : callbacks[target.slot]
    }

    /// The chain that the next thing which the step leaves behind belongs to.
    private func continuation() -> UInt64 {
        if births == nil { return descendant() }
        if let chain = current.take() { return chain }
        // A copy would draw the same again and again.
        return (births?.next() ?? 0) | Self.lowestBirth
    }

    private func beginStep() {
        guard births == nil, let current else { return }
        if parent == Self.outside { childrenOfOutside = children }
        parent = current
        children = 0
    }

    /// The name of the next thing that the running step, or nobody, leaves behind.
    private func descendant() -> UInt64 {
        current = nil
        children += 1
        return Mixing.finalised(parent &+ Mixing.finalised(children))
    }

    private static func store(_ priority: UInt64, at slot: Int, in slots: inout [UInt64]) {
        if slots.count <= slot {
            slots.append(contentsOf: repeatElement(0, count: slot + 1 - slots.count))
        }
        slots[slot] = priority
    }
}
