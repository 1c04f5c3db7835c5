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

    /// The median rate over several runs, in millions of units per second of processor time.
    func medianRate(runs: Int) -> Double {
        var rates: [Double] = []
        for _ in 0..<runs {
            let work = prepare()
            let start = ProcessorTime.now()
            let count = work()
            rates.append(Double(count) / Double(ProcessorTime.now() - start) * 1_000)
        }
        return rates.sorted()[runs / 2]
    }
}
