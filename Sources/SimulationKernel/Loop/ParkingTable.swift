/// How a sleep or a wait came to its end.
@usableFromInline
enum WakeReason: UInt8, Sendable {
    /// Its deadline came.
    case woken
    /// Its task was cancelled.
    case cancelled
    /// Its incarnation ended.
    case ended
}

/// The tasks that are suspended in the kernel, in slots that are used again.
///
/// A slot holds the bare continuation, one word, so that parking a task allocates nothing.
struct ParkingTable: ~Copyable {
    /// A task taken out of the table, to be resumed.
    struct Parked {
        /// The continuation of a timer, or of a waiter with its type erased.
        var continuation: UInt
        /// Whether it is a waiter's.
        var isWaiter: Bool
        /// Whose task it is.
        var owner: Unmanaged<Incarnation>
    }

    private enum State: UInt8 {
        case free
        /// Given to a task that is about to suspend.
        case reserved
        case timer
        case waiter
    }

    private struct Slot {
        var continuation: UInt = 0
        /// Unretained: a suspended task keeps its executor.
        var owner: Unmanaged<Incarnation>
        var generation: UInt32 = 0
        var nextFree = ParkingTable.none
        var state: State = .reserved
    }

    private static let none = UInt32.max

    private var slots = UnsafeMutablePointer<Slot>.allocate(capacity: 64)
    private var capacity = 64
    private var used = 0
    private var firstFree = Self.none

    deinit { slots.deallocate() }

    /// Reserves a slot for a task that is about to suspend.
    @inline(__always)
    mutating func reserve(for owner: Incarnation) -> Target {
        let owner = Unmanaged.passUnretained(owner)
        guard firstFree != Self.none else { return reserveAtEnd(for: owner) }
        let index = Int(firstFree)
        firstFree = slots[index].nextFree
        slots[index].owner = owner
        slots[index].state = .reserved
        return .parking(index, generation: slots[index].generation)
    }

    /// Stores the continuation of a sleep; false if the reservation was cancelled meanwhile.
    @inline(__always)
    mutating func fill(
        _ target: Target,
        with continuation: UnsafeContinuation<WakeReason, Never>
    ) -> Bool {
        fill(target, bits: unsafeBitCast(continuation, to: UInt.self), state: .timer)
    }

    /// Stores the continuation of a waiter; false if the reservation was cancelled meanwhile.
    @inline(__always)
    mutating func fill<Value>(
        _ target: Target,
        with continuation: UnsafeContinuation<Value, any Error>
    ) -> Bool {
        fill(target, bits: unsafeBitCast(continuation, to: UInt.self), state: .waiter)
    }

    @inline(__always)
    private mutating func fill(_ target: Target, bits: UInt, state: State) -> Bool {
        guard contains(target) else { return false }
        slots[target.slot].continuation = bits
        slots[target.slot].state = state
        return true
    }

    /// Takes a task out: nil if it was resumed before, or has not suspended yet.
    ///
    /// Frees the slot in any case, so that a reservation taken cannot be filled any more.
    @inline(__always)
    mutating func take(_ target: Target) -> Parked? {
        guard contains(target) else { return nil }
        let index = target.slot
        let slot = slots[index]
        slots[index].generation &+= 1
        slots[index].nextFree = firstFree
        slots[index].state = .free
        firstFree = UInt32(truncatingIfNeeded: index)
        guard slot.state != .reserved else { return nil }
        return Parked(
            continuation: slot.continuation,
            isWaiter: slot.state == .waiter,
            owner: slot.owner
        )
    }

    /// Whether the task was not resumed yet.
    @inline(__always)
    func contains(_ target: Target) -> Bool {
        target.slot < used && slots[target.slot].generation == target.generation
    }

    /// Whose task it is; nil if it was resumed before.
    func owner(of target: Target) -> Unmanaged<Incarnation>? {
        contains(target) ? slots[target.slot].owner : nil
    }

    /// The suspended tasks of one incarnation, in the order of their slots.
    func targets(of owner: Incarnation) -> [Target] {
        let owner = Unmanaged.passUnretained(owner).toOpaque()
        var targets: [Target] = []
        for index in 0..<used where slots[index].owner.toOpaque() == owner {
            guard slots[index].state == .timer || slots[index].state == .waiter else { continue }
            targets.append(.parking(index, generation: slots[index].generation))
        }
        return targets
    }

    /// All suspended tasks, in the order of their slots.
    var suspended: [Target] {
        (0..<used).compactMap { index in
            slots[index].state == .timer || slots[index].state == .waiter
                ? .parking(index, generation: slots[index].generation) : nil
        }
    }

    @inline(never)
    private mutating func reserveAtEnd(for owner: Unmanaged<Incarnation>) -> Target {
        if used == capacity {
            let larger = UnsafeMutablePointer<Slot>.allocate(capacity: capacity * 2)
            larger.moveInitialize(from: slots, count: used)
            slots.deallocate()
            slots = larger
            capacity *= 2
        }
        (slots + used).initialize(to: Slot(owner: owner))
        used += 1
        return .parking(used - 1, generation: 0)
    }
}
