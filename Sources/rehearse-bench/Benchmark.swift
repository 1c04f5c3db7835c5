/// One thing to measure, in a size.
struct Benchmark {
    /// What to type to run only this one.
    let name: String
    /// What is counted.
    let unit: String
    /// Sets everything up, which is not measured; returns what is.
    let prepare: () -> Work

    /// Does the work once; returns how much of the unit it did.
    typealias Work = () -> Int

    /// What several runs came to.
    struct Result {
        /// The median of the processor time of one run, in nanoseconds.
        let time: Int64
        /// The median rate, in units per second of processor time.
        let rate: Double
    }

    /// Measures several runs.
    func measure(runs: Int) -> Result {
        var times: [Int64] = []
        var rates: [Double] = []
        for _ in 0..<runs {
            let work = prepare()
            let start = ProcessorTime.now()
            let count = work()
            let time = ProcessorTime.now() - start
            times.append(time)
            rates.append(Double(count) / Double(time) * 1_000_000_000)
        }
        return Result(time: times.sorted()[runs / 2], rate: rates.sorted()[runs / 2])
    }
}
