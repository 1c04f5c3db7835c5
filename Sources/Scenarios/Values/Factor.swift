/// What something is multiplied by, exact to a millionth.
///
/// Whole millionths rather than a floating-point number, so that `1.5` is exactly that on every
/// machine and what is written out reads back equal.
package struct Factor: Hashable, Comparable, Sendable {
    /// Leaves everything as it is.
    package static let one = Factor(millionths: 1_000_000)

    /// The factor in millionths, not negative.
    package let millionths: Int64

    /// Makes a factor of whole millionths.
    package init(millionths: Int64) {
        precondition(millionths >= 0, "A factor is not negative; \(millionths) millionths are.")
        self.millionths = millionths
    }

    /// Makes a whole factor.
    package init(_ whole: Int) {
        self.init(millionths: Int64(whole) * 1_000_000)
    }

    package static func < (left: Factor, right: Factor) -> Bool {
        left.millionths < right.millionths
    }

    /// So many nanoseconds multiplied, rounded down; at most the longest delay there is.
    package func times(nanoseconds: Int64) -> Int64 {
        Int64(clamping: Int128(nanoseconds) * Int128(millionths) / 1_000_000)
    }
}
