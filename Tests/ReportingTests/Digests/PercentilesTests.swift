import Reporting
import Testing

@Suite struct PercentilesTests {
    @Test(arguments: [(1, 1), (50, 50), (90, 90), (99, 99), (100, 100)] as [(Int, Int64)])
    func `A percentile is the value at the nearest rank`(percent: Int, value: Int64) {
        #expect(Percentiles((1...100).reversed()).percentile(percent) == value)
    }

    @Test func `Of few values the greatest are the high percentiles`() {
        let percentiles = Percentiles([30, 10, 20])
        #expect(percentiles.percentile(50) == 20)
        #expect(percentiles.percentile(99) == 30)
        #expect(percentiles.minimum == 10)
        #expect(percentiles.maximum == 30)
    }

    @Test func `Nothing has no percentile`() {
        #expect(Percentiles([]).percentile(50) == nil)
        #expect(Percentiles([]).maximum == nil)
    }
}
