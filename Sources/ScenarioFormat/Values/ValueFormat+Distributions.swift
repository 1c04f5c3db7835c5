internal import EventsAndEffects
internal import Scenarios

extension ValueFormat where Value == Distribution<Duration> {
    /// A duration, a range of durations, or another distribution of them.
    static func durations(
        expecting expected: Problem.Expected = .durationDistribution
    ) -> ValueFormat {
        DistributionFormat<Duration>.durations.format(
            expecting: expected,
            schema: .reference("duration-distribution")
        )
    }
}

extension ValueFormat where Value == Distribution<Int> {
    /// A count, a range of counts, or another distribution of them.
    static func counts(_ bounds: ClosedRange<Int>) -> ValueFormat {
        DistributionFormat<Int>.counts(bounds).format(
            expecting: .countDistribution,
            schema: .reference("count-distribution")
        )
    }
}

/// How distributions of one kind of quantity are written.
struct DistributionFormat<Quantity: Scenarios.Quantity>: Sendable {
    /// The two parameters of the normal distribution.
    struct Normal: Equatable, Sendable {
        var mean: Quantity
        var deviation: Quantity
    }

    let one: ValueFormat<Quantity>
    let parse: @Sendable (Substring) throws(TextProblem) -> Quantity
    let write: @Sendable (Quantity) -> String

    /// The keys of `{normal: …}`.
    private var normal: MapDescription<Normal> {
        MapDescription([
            Field("mean", \.mean, one, isRequired: true, "The middle of the distribution."),
            Field(
                "deviation",
                \.deviation,
                one,
                isRequired: true,
                "The standard deviation."
            ),
        ])
    }

    /// The keys of the map that stands for a distribution with a name.
    private var named: MapDescription<Distribution<Quantity>?> {
        let zero = Normal(mean: Quantity(units: 0), deviation: Quantity(units: 0))
        return MapDescription(
            [
                Field(
                    "normal",
                    normal.block(defaults: zero),
                    "The normal distribution, cut at 0.",
                    get: {
                        guard case .normal(let mean, let deviation) = $0 else { return nil }
                        return Normal(mean: mean, deviation: deviation)
                    },
                    set: { $0 = .normal(mean: $1.mean, deviation: $1.deviation) }
                ),
                Field(
                    "exponential",
                    one,
                    "The exponential distribution; its mean.",
                    get: { if case .exponential(let mean) = $0 { mean } else { nil } },
                    set: { $0 = .exponential(mean: $1) }
                ),
            ],
            exclusive: ("normal", "exponential")
        )
    }

    /// What the JSON Schema says of the map that stands for a distribution with a name.
    var namedSchema: JSONValue {
        named.schema(defaults: nil).with(["minProperties": 1])
    }

    func format(
        expecting expected: Problem.Expected,
        schema: JSONValue
    ) -> ValueFormat<Distribution<Quantity>> {
        ValueFormat(schema: schema) { node, reading in
            if case .map = node.content, node.bracedName == nil {
                return readNamed(node, expecting: expected, &reading)
            }
            let range = ValueFormat<ClosedRange<Quantity>>(expected, schema: schema) {
                text throws(TextProblem) in
                try RangeText.parse(text, parse)
            } write: {
                RangeText.write($0, write)
            }
            return range.read(node, &reading).map {
                $0.lowerBound == $0.upperBound ? .constant($0.lowerBound) : .uniform($0)
            }
        } write: { distribution in
            switch distribution {
            case .constant(let value): .word(write(value))
            case .uniform(let range): .word(RangeText.write(range, write))
            case .normal, .exponential: named.write(distribution, defaults: nil)
            }
        }
    }

    private func readNamed(
        _ node: SyntaxNode,
        expecting expected: Problem.Expected,
        _ reading: inout Reading
    ) -> Distribution<Quantity>? {
        guard let read = named.read(node, defaults: nil, &reading) else { return nil }
        if read == nil, case .map(let entries) = node.content, entries.isEmpty {
            reading.report(.wrongShape(expected, found: .map), at: node.position)
        }
        return read
    }
}

extension DistributionFormat<Duration> {
    /// Distributions of durations.
    static var durations: DistributionFormat {
        DistributionFormat(
            one: .duration(),
            parse: { text throws(TextProblem) in try DurationText.parse(text) },
            write: DurationText.write
        )
    }
}

extension DistributionFormat<Int> {
    /// Distributions of counts within bounds.
    static func counts(_ bounds: ClosedRange<Int>) -> DistributionFormat {
        DistributionFormat(
            one: .count(bounds),
            parse: { text throws(TextProblem) in try CountText.parse(text, bounds) },
            write: { String($0) }
        )
    }
}
