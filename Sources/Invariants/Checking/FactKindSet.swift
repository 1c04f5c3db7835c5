public import Histories

/// A set of fact kinds, as bits.
public struct FactKindSet: Sendable, Hashable {
    private var bits: UInt64 = 0

    /// Makes a set.
    public init(_ kinds: [FactKind] = []) {
        for kind in kinds { insert(kind) }
    }

    /// Adds a kind.
    public mutating func insert(_ kind: FactKind) { bits |= 1 << UInt64(kind.ordinal) }

    /// Returns whether a kind is in the set.
    public func contains(_ kind: FactKind) -> Bool { bits & 1 << UInt64(kind.ordinal) != 0 }
}
