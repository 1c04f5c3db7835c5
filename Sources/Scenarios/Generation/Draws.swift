internal import SimulationKernel

/// The draws of a generator: values that are worth trying, extreme ones included.
///
/// Durations come from a ladder of round values, so that a drawn scenario reads well and instants
/// coincide, which is where races are.
///
/// Determinism: takes from its own stream and nothing else.
struct Draws {
    /// Nanoseconds: 0, then 1, 2 and 5 of every magnitude from a microsecond up to an hour.
    private static let ladder: [Int64] = {
        let magnitudes: [Int64] = [
            1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
            10_000_000_000, 100_000_000_000, 1_000_000_000_000,
        ]
        return [0] + magnitudes.flatMap { [$0, 2 * $0, 5 * $0] }
    }()

    private var stream: RandomStream

    /// Makes the draws of one part of a scenario.
    init(seed: UInt64, part: String) {
        stream = RandomStream(seed: seed, name: "generate/\(part)")
    }

    /// A whole number of a range, each equally likely.
    mutating func count(_ range: ClosedRange<Int>) -> Int {
        Int(stream.uniform(in: Int64(range.lowerBound)...Int64(range.upperBound)))
    }

    /// Whether something that so many of a hundred scenarios have is in this one.
    mutating func happens(inPercent percent: Int) -> Bool {
        Share(percent: percent).occurs(using: &stream)
    }

    /// One of some values.
    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[count(0...values.count - 1)]
    }

    /// The default of a setting as often as not, else what is drawn for it.
    mutating func usually<Value>(_ usual: Value, else draw: (inout Draws) -> Value) -> Value {
        happens(inPercent: 50) ? usual : draw(&self)
    }

    /// A round duration within bounds, of any magnitude that they allow.
    mutating func duration(_ bounds: ClosedRange<Duration>) -> Duration {
        let steps = Self.ladder.map { Duration.nanoseconds($0) }.filter(bounds.contains)
        return steps.isEmpty ? bounds.lowerBound : pick(steps)
    }

    /// A distribution whose values lie within bounds, but for the tail of an exponential one.
    mutating func durations(_ bounds: ClosedRange<Duration>) -> Distribution<Duration> {
        let one = duration(bounds)
        let other = duration(bounds)
        switch count(0...5) {
        case 0: return .exponential(mean: max(bounds.lowerBound, bounds.upperBound / 10))
        case 1: return .normal(mean: one, deviation: one / 4)
        case 2: return .constant(one)
        default: return one == other ? .constant(one) : .uniform(min(one, other)...max(one, other))
        }
    }

    /// A share of cases: none, few, some, many.
    mutating func share(_ percents: [Int]) -> Share {
        Share(percent: pick(percents))
    }
}

extension Distribution<Duration> {
    /// What hardly any draw exceeds.
    var longest: Duration {
        switch self {
        case .constant(let value): value
        case .uniform(let range): range.upperBound
        case .normal(let mean, let deviation): mean + deviation * 6
        case .exponential(let mean): mean * 20
        }
    }
}
