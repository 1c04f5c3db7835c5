import Foundation
import Scenarios
import SimulationKernel
import Testing

@Suite struct DistributionTests {
    private static let draws = 100_000

    /// Mean and standard deviation of many draws, in milliseconds.
    private func moments(
        of distribution: Distribution<Duration>,
        seed: UInt64
    ) -> (mean: Double, deviation: Double) {
        var stream = RandomStream(seed: seed, name: "test")
        let values = (0..<Self.draws).map { _ in
            Double(distribution.draw(using: &stream).units) / 1e6
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return (mean, variance.squareRoot())
    }

    @Test func `a constant is itself and draws nothing`() {
        var stream = RandomStream(seed: 1, name: "test")
        var untouched = stream
        #expect(Distribution.constant(7).draw(using: &stream) == 7)
        #expect(stream.next() == untouched.next())
    }

    @Test func `a range yields every value and both its ends`() {
        var stream = RandomStream(seed: 1, name: "test")
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 {
            counts[Distribution.uniform(3...6).draw(using: &stream)] += 1
        }
        #expect(counts[..<3] == [0, 0, 0])
        for count in counts[3...] { #expect((17_000...18_000).contains(count)) }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a uniform range has its moments`(seed: UInt64) {
        let range = Duration.milliseconds(100) ... .milliseconds(500)
        let (mean, deviation) = moments(of: .uniform(range), seed: seed)
        #expect(abs(mean - 300) < 1.5)
        #expect(abs(deviation - 400 / 12.0.squareRoot()) < 1)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `the normal distribution has its moments`(seed: UInt64) {
        let normal = Distribution.normal(mean: Duration.seconds(1), deviation: .milliseconds(100))
        let (mean, deviation) = moments(of: normal, seed: seed)
        #expect(abs(mean - 1_000) < 1.5)
        #expect(abs(deviation - 100) < 1)
    }

    @Test func `the normal distribution has the shares of a bell`() {
        var stream = RandomStream(seed: 4, name: "test")
        let normal = Distribution.normal(mean: Duration.seconds(1), deviation: .milliseconds(100))
        var within = [0, 0, 0]
        for _ in 0..<Self.draws {
            let distance = abs(normal.draw(using: &stream).units - 1_000_000_000)
            for sigma in 1...3 where distance <= Int64(sigma) * 100_000_000 {
                within[sigma - 1] += 1
            }
        }
        for (count, share) in zip(within, [0.682_69, 0.954_50, 0.997_30]) {
            #expect(abs(Double(count) / Double(Self.draws) - share) < 0.005)
        }
    }

    @Test func `the normal distribution is cut at nothing`() {
        var stream = RandomStream(seed: 5, name: "test")
        let wide = Distribution.normal(mean: Duration.zero, deviation: .seconds(1))
        let values = (0..<1_000).map { _ in wide.draw(using: &stream) }
        #expect(values.allSatisfy { $0 >= .zero })
        #expect((400...600).contains(values.count { $0 == .zero }))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `the exponential distribution has its moments`(seed: UInt64) {
        let (mean, deviation) = moments(of: .exponential(mean: .milliseconds(200)), seed: seed)
        #expect(abs(mean - 200) < 2.5)
        #expect(abs(deviation - 200) < 4)
    }

    @Test func `draws are the same for ever`() {
        var stream = RandomStream(seed: 17, name: "golden")
        let normal = Distribution.normal(mean: Duration.seconds(1), deviation: .milliseconds(100))
        let exponential = Distribution.exponential(mean: Duration.seconds(1))
        let drawn =
            (0..<3).map { _ in normal.draw(using: &stream).units }
            + (0..<3).map { _ in exponential.draw(using: &stream).units }
        #expect(
            drawn == [
                1_045_179_751, 1_068_721_613, 975_836_165, 374_462_803, 133_754_627,
                1_713_918_399,
            ]
        )
    }

    @Test func `the logarithm is that of the C library to its last bits`() {
        var stream = RandomStream(seed: 1, name: "test")
        for _ in 0..<100_000 {
            let value = 1 - stream.unit()
            let expected = log(value)
            let distance = abs(ExactLogarithm.natural(value) - expected)
            #expect(distance <= 4e-16 * max(1, abs(expected)))
        }
        for exponent in -1_022...1_023 {
            let value = Double(sign: .plus, exponent: exponent, significand: 1.5)
            #expect(abs(ExactLogarithm.natural(value) - log(value)) <= 4e-16 * abs(log(value)))
        }
        #expect(ExactLogarithm.natural(1) == 0)
    }

    @Test func `a share is exact`() {
        #expect(Share(percent: 30) == Share(billionths: 300_000_000))
        var stream = RandomStream(seed: 1, name: "test")
        var hits = 0
        for _ in 0..<Self.draws where Share(percent: 30).occurs(using: &stream) { hits += 1 }
        #expect((29_400...30_600).contains(hits))
        for _ in 0..<1_000 {
            #expect(!Share.zero.occurs(using: &stream))
            #expect(Share.whole.occurs(using: &stream))
        }
    }
}
