import Testing
import rehearse_bench

/// What several runs come to.
@Suite struct FiguresTests {
    private static func sample(_ count: Int, _ time: Int64) -> Sample {
        Sample(count: count, processorTime: time, wallTime: 10 * time)
    }

    @Test func `The median is the middle one, of an even number the lower of two`() {
        #expect(Figures.Spread([5, 1, 3]).median == 3)
        #expect(Figures.Spread([4, 1, 3, 2]).median == 2)
        #expect(Figures.Spread([7]).median == 7)
    }

    @Test func `The deviation is that of the farthest measurement, above or below`() {
        #expect(Figures.Spread([90, 100, 130]).deviation == 0.3)
        #expect(Figures.Spread([60, 100, 130]).deviation == 0.4)
        #expect(Figures.Spread([100]).deviation == 0)
        #expect(Figures.Spread([0, 0]).deviation == 0)
    }

    @Test func `A rate is by the benchmark's clock`() {
        let samples = [Self.sample(10, 1_000_000), Self.sample(10, 2_000_000)]
        let byProcessor = Figures(samples, clock: .processor)
        #expect(byProcessor.time.median == 1_000_000)
        #expect(byProcessor.rate == 5_000)
        #expect(byProcessor.timePerUnit == 200_000)
        #expect(Figures(samples, clock: .wall).rate == 500)
    }

    @Test func `A target is met at its very bound and missed beyond it`() {
        let figures = Figures([Self.sample(100, 50_000_000)], clock: .processor)
        #expect(Target.milliseconds(50).isMet(by: figures))
        #expect(!Target.milliseconds(49.9).isMet(by: figures))
        #expect(Target.rate(2_000).isMet(by: figures))
        #expect(!Target.rate(2_001).isMet(by: figures))
    }

    @Test func `A ratio divides what it names, and is none where a benchmark was not measured`() {
        let results = [
            BenchmarkResult(
                name: "slow",
                unit: "messages",
                samples: [Self.sample(10, 4_000)],
                peakMemory: 300
            ),
            BenchmarkResult(
                name: "fast",
                unit: "messages",
                samples: [Self.sample(40, 2_000)],
                peakMemory: 200
            ),
        ]
        func value(_ quantity: Ratio.Quantity, _ divisor: String = "fast") -> Double? {
            Ratio(meaning: "", quantity: quantity, dividend: "slow", divisor: divisor)
                .value(results)
        }
        #expect(value(.time) == 2)
        #expect(value(.timePerUnit) == 8)
        #expect(value(.rate) == 0.125)
        #expect(value(.memory) == 1.5)
        #expect(value(.time, "unknown") == nil)
    }
}
