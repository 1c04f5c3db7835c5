/// Something that a distribution can be over: counted in whole units.
package protocol Quantity: Comparable, Hashable, Sendable {
    /// The value in whole units.
    var units: Int64 { get }
    /// Makes the value of that many units.
    init(units: Int64)
}

extension Int: Quantity {
    package var units: Int64 { Int64(self) }

    package init(units: Int64) {
        self = Int(units)
    }
}

/// A duration's unit is the nanosecond.
extension Duration: Quantity {
    package var units: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    package init(units: Int64) {
        self = .nanoseconds(units)
    }
}
