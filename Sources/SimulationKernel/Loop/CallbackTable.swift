/// The callbacks that wait for their deadline, in slots that are used again.
struct CallbackTable: ~Copyable {
    private struct Slot {
        var action: (() -> Void)?
        var generation: UInt32
        var nextFree: UInt32
    }

    private static let none = UInt32.max

    private var slots = UnsafeMutablePointer<Slot>.allocate(capacity: 64)
    private var capacity = 64
    private var used = 0
    private var firstFree = Self.none

    deinit {
        slots.deinitialize(count: used)
        slots.deallocate()
    }

    /// Stores a callback.
    @inline(__always)
    mutating func insert(_ action: @escaping () -> Void) -> Target {
        guard firstFree != Self.none else { return insertAtEnd(action) }
        let index = Int(firstFree)
        firstFree = slots[index].nextFree
        slots[index].action = action
        return .callback(index, generation: slots[index].generation)
    }

    /// Takes a callback out: nil if it already ran or was cancelled.
    @inline(__always)
    mutating func take(_ target: Target) -> (() -> Void)? {
        let index = target.slot
        guard contains(target) else { return nil }
        let action = slots[index].action.take()
        slots[index].generation &+= 1
        slots[index].nextFree = firstFree
        firstFree = UInt32(truncatingIfNeeded: index)
        return action
    }

    /// Takes all callbacks out.
    mutating func takeAll() -> [() -> Void] {
        var actions: [() -> Void] = []
        for index in 0..<used {
            guard let action = slots[index].action.take() else { continue }
            actions.append(action)
            slots[index].generation &+= 1
        }
        return actions
    }

    /// Whether the callback has neither run nor been cancelled.
    @inline(__always)
    func contains(_ target: Target) -> Bool {
        target.slot < used && slots[target.slot].generation == target.generation
    }

    @inline(never)
    private mutating func insertAtEnd(_ action: @escaping () -> Void) -> Target {
        if used == capacity {
            let larger = UnsafeMutablePointer<Slot>.allocate(capacity: capacity * 2)
            larger.moveInitialize(from: slots, count: used)
            slots.deallocate()
            slots = larger
            capacity *= 2
        }
        (slots + used).initialize(
            to: Slot(action: action, generation: 0, nextFree: Self.none)
        )
        used += 1
        return .callback(used - 1, generation: 0)
    }
}
