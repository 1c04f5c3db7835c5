/// What a deadline or a ready entry refers to: one life of one slot of one of the two tables.
///
/// A slot is used again and again; its generation tells its lives apart, so that whatever outlives
/// its slot's contents finds nothing instead of somebody else.
struct Target: Hashable, Sendable {
    private static let parkingBit: UInt32 = 1 << 31

    private let bits: UInt32
    /// Which life of the slot.
    let generation: UInt32

    /// Refers to a callback.
    @inline(__always)
    static func callback(_ slot: Int, generation: UInt32) -> Target {
        Target(bits: UInt32(truncatingIfNeeded: slot), generation: generation)
    }

    /// Refers to a parked task.
    @inline(__always)
    static func parking(_ slot: Int, generation: UInt32) -> Target {
        Target(bits: UInt32(truncatingIfNeeded: slot) | parkingBit, generation: generation)
    }

    /// Whether it refers to a parked task, not to a callback.
    @inline(__always)
    var isParking: Bool { bits & Self.parkingBit != 0 }

    /// The number of the slot in its table.
    @inline(__always)
    var slot: Int { Int(bits & ~Self.parkingBit) }
}
