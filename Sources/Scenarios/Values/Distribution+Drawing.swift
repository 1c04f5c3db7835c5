package import SimulationKernel

extension Distribution {
    /// Draws a value, never below 0 unless a constant or a range says so.
    package func draw(using stream: inout RandomStream) -> Value {
        switch self {
        case .constant(let value):
            return value
        case .uniform(let range):
            let units = range.lowerBound.units...range.upperBound.units
            return Value(units: stream.uniform(in: units))
        case .normal(let mean, let deviation):
            let offset = StandardNormal.draw(using: &stream) * Double(deviation.units)
            return Self.value(nearest: Double(mean.units) + offset)
        case .exponential(let mean):
            // 1 - unit() lies in (0, 1], where the logarithm is finite.
            let wait = -ExactLogarithm.natural(1 - stream.unit())
            return Self.value(nearest: wait * Double(mean.units))
        }
    }

    /// The whole number of units nearest to a value, cut at 0 and far below overflow.
    private static func value(nearest units: Double) -> Value {
        Value(units: Int64(min(max(units, 0), 0x1p62).rounded(.toNearestOrEven)))
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
