import SimulationKernel

/// What it costs to touch memory that is in no cache: the floor of whatever is done for one of a
/// million.
///
/// A chain of records, each of which names the next one, in the order of a random permutation: no touch
/// can begin before the last one has ended, as in a wake-up, where the timer names the task, and the
/// task its frame. They lie as far apart as the tasks of a timer ring do.
enum ColdLines {
    /// How far apart two records are, in words of eight bytes.
    private static let distance = 208

    /// The benchmarks: as many records as there are tasks in the ring.
    static var benchmarks: [Benchmark] {
        [1_000, 1_000_000].map { records in
            Benchmark(
                name: "touch-\(records)",
                unit: "touches",
                runs: 5,
                subject: .work { prepare(records) }
            )
        }
    }

    /// How the cost grows with the records.
    static var ratios: [Ratio] {
        [
            Ratio(
                meaning: "A touch of 1,000,000 records, in one of 1,000",
                quantity: .timePerUnit,
                dividend: "touch-1000000",
                divisor: "touch-1000"
            )
        ]
    }

    /// The first word of a record names the next one, the second counts.
    private static func prepare(_ count: Int) -> Benchmark.Work {
        var records = [Int](repeating: 0, count: count * distance)
        for (record, next) in cycle(of: count).enumerated() { records[record * distance] = next }
        let touches = 4_000_000
        return {
            var record = 0
            for _ in 0..<touches {
                records[record * distance + 1] &+= 1
                record = records[record * distance]
            }
            precondition(record < count, "The chain must stay in its records.")
            return touches
        }
    }

    /// A permutation that goes through all records before it comes back (Sattolo's algorithm).
    private static func cycle(of count: Int) -> [Int] {
        var next = Array(0..<count)
        var stream = RandomStream(seed: 1, name: "touch")
        for last in stride(from: count - 1, to: 0, by: -1) {
            next.swapAt(last, Int(stream.uniform(in: 0...Int64(last - 1))))
        }
        return next
    }
}
