import Testing
import rehearse_bench

/// What is measured; nothing is measured here.
@Suite struct BenchmarkSuiteTests {
    @Test func `Names are unique`() {
        let names = BenchmarkSuite.benchmarks.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count > 20)
    }

    @Test func `Every ratio is of benchmarks that there are`() {
        let names = BenchmarkSuite.benchmarks.map(\.name)
        for ratio in BenchmarkSuite.chapters.flatMap(\.ratios) {
            #expect(names.contains(ratio.dividend), "\(ratio.meaning)")
            #expect(names.contains(ratio.divisor), "\(ratio.meaning)")
        }
    }

    @Test func `Every floor is of benchmarks that there are`() {
        let names = BenchmarkSuite.benchmarks.map(\.name)
        let floors = BenchmarkSuite.chapters.flatMap(\.floors)
        #expect(floors.count == 5)
        for name in floors.flatMap(\.benchmarks) { #expect(names.contains(name), "\(name)") }
    }

    @Test func `A name means a benchmark, its beginning all sizes of it`() {
        func meant(by name: String) -> [String] {
            BenchmarkSuite.benchmarks.filter { $0.isMeant(by: name) }.map(\.name)
        }
        #expect(meant(by: "wait-1000") == ["wait-1000"])
        #expect(meant(by: "wait") == ["wait-100", "wait-1000", "wait-1000000"])
        #expect(meant(by: "wai") == [])
    }
}
