/// What a benchmark cannot be quicker than, as long as it does its work at all: the sum of parts that
/// are measured by themselves, each with nothing around it.
package struct Floor {
    /// A part that cannot be left out.
    package struct Part {
        /// What a part costs.
        package enum Cost {
            /// So many of the unit of a benchmark.
            case units(Double, of: String)
            /// A whole run of a benchmark.
            case run(of: String)
            /// So many of the unit of a benchmark, but for what the same costs in another one.
            case difference(Double, of: String, over: String)
            /// So many nanoseconds, which somebody wants.
            case time(Double)

            /// The benchmarks that it is made of.
            var benchmarks: [String] {
                switch self {
                case .units(_, let name), .run(let name): [name]
                case .difference(_, let name, let other): [name, other]
                case .time: []
                }
            }
        }

        /// What it is, as the title of a row.
        package let meaning: String
        package let cost: Cost

        /// Makes a part.
        package init(_ meaning: String, _ cost: Cost) {
            self.meaning = meaning
            self.cost = cost
        }
    }

    /// What is bounded, as it was measured.
    package let measured: Part
    /// How long it should take.
    package let wanted: Part
    /// What it cannot do without.
    package let parts: [Part]

    /// Puts a floor together.
    package init(of measured: Part, wanted: Part, parts: [Part]) {
        self.measured = measured
        self.wanted = wanted
        self.parts = parts
    }

    /// The benchmarks that have to be measured for it.
    package var benchmarks: [String] { (parts + [wanted, measured]).flatMap(\.cost.benchmarks) }
}

extension BenchmarkReport {
    /// What a part costs, in nanoseconds; nil unless what it is made of was measured.
    func nanoseconds(_ cost: Floor.Part.Cost) -> Double? {
        switch cost {
        case .units(let count, let name): (result(name)?.figures.timePerUnit).map { $0 * count }
        case .run(let name): result(name)?.figures.time.median
        case .time(let nanoseconds): nanoseconds
        case .difference(let count, let name, let other):
            if let upper = result(name), let lower = result(other) {
                (upper.figures.timePerUnit - lower.figures.timePerUnit) * count
            } else {
                nil
            }
        }
    }
}
