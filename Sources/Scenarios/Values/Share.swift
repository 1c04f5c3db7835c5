package import SimulationKernel

/// A part of a whole, from nothing to all of it, exact to a billionth.
///
/// Whole billionths rather than a floating-point number, so that `30%` and `0.3` are the same value
/// and what is written out reads back equal.
package struct Share: Hashable, Comparable, Sendable {
    /// Nothing.
    package static let zero = Share(billionths: 0)
    /// Everything.
    package static let whole = Share(billionths: 1_000_000_000)

    /// The part, from 0 to 1,000,000,000.
    package let billionths: Int

    /// Makes a share of whole billionths.
    package init(billionths: Int) {
        precondition(
            (0...1_000_000_000).contains(billionths),
            "A share lies between nothing and the whole; \(billionths) billionths does not."
        )
        self.billionths = billionths
    }

    /// Makes a share of whole percents, from 0 to 100.
    package init(percent: Int) {
        self.init(billionths: percent * 10_000_000)
    }

    /// The share as a probability from 0 to 1.
    package var probability: Double { Double(billionths) / 1_000_000_000 }

    package static func < (left: Share, right: Share) -> Bool {
        left.billionths < right.billionths
    }

    /// Decides whether something that this share of cases has happens; always one draw.
    package func occurs(using stream: inout RandomStream) -> Bool {
        stream.uniform(in: 0...999_999_999) < Int64(billionths)
    }
}
