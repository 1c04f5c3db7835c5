/// Where a random value comes from, as an author writes it.
///
/// Determinism: a draw takes from the stream that it is given and from nothing else, and uses only
/// operations that IEEE 754 defines exactly (no libm), so that every machine draws the same.
package enum Distribution<Value: Quantity>: Hashable, Sendable {
    /// Always that value; draws nothing.
    case constant(Value)
    /// Every whole unit of the range is equally likely, both ends included.
    case uniform(ClosedRange<Value>)
    /// The normal distribution, cut at 0: what falls below counts as 0.
    case normal(mean: Value, deviation: Value)
    /// The exponential distribution: waits between independent happenings.
    case exponential(mean: Value)

    /// The smallest value that can be drawn.
    package var minimum: Value {
        switch self {
        case .constant(let value): value
        case .uniform(let range): range.lowerBound
        case .normal, .exponential: Value(units: 0)
        }
    }

    /// The largest value that can be drawn; nil where there is no bound.
    package var maximum: Value? {
        switch self {
        case .constant(let value): value
        case .uniform(let range): range.upperBound
        case .normal, .exponential: nil
        }
    }
}
