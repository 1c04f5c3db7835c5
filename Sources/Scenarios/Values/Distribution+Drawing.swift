package import SimulationKernel

extension Distribution {
    /// Draws a value, never below 0 unless a constant or a range says so.
    package func draw(using stream: inout RandomStream) -> Value {
        Value(units: sampler.draw(using: &stream))
    }

    /// The distribution in whole units, for what draws often.
    package var sampler: Sampler {
        switch self {
        case .constant(let value): .constant(value.units)
        case .uniform(let range): .uniform(range.lowerBound.units...range.upperBound.units)
        case .normal(let mean, let deviation):
            .normal(mean: Double(mean.units), deviation: Double(deviation.units))
        case .exponential(let mean): .exponential(mean: Double(mean.units))
        }
    }
}

/// A distribution in whole units: nanoseconds of a duration, or a count.
///
/// Drawing from it costs no conversion: a duration's 128 bits would cost more than the draw, and a
/// run draws one for every frame and token.
package enum Sampler: Hashable, Sendable {
    /// Always this.
    case constant(Int64)
    /// Each of a range, both ends included.
    case uniform(ClosedRange<Int64>)
    /// The normal distribution, cut at 0.
    case normal(mean: Double, deviation: Double)
    /// The exponential distribution.
    case exponential(mean: Double)

    /// Draws a number of units.
    package func draw(using stream: inout RandomStream) -> Int64 {
        switch self {
        case .constant(let value):
            return value
        case .uniform(let range):
            return stream.uniform(in: range)
        case .normal(let mean, let deviation):
            return Self.nearest(mean + StandardNormal.draw(using: &stream) * deviation)
        case .exponential(let mean):
            // 1 - unit() lies in (0, 1], where the logarithm is finite.
            return Self.nearest(-ExactLogarithm.natural(1 - stream.unit()) * mean)
        }
    }

    /// The whole number of units nearest to a value, cut at 0 and far below overflow.
    private static func nearest(_ units: Double) -> Int64 {
        Int64(min(max(units, 0), 0x1p62).rounded(.toNearestOrEven))
    }
}

/// The standard normal distribution, by the polar method of Marsaglia and Bray (1964).
enum StandardNormal {
    /// Draws one value; the second of the pair is not kept, so that a draw has no hidden state.
    static func draw(using stream: inout RandomStream) -> Double {
        while true {
            let x = 2 * stream.unit() - 1
            let y = 2 * stream.unit() - 1
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            return x * (-2 * ExactLogarithm.natural(square) / square).squareRoot()
        }
    }
}
