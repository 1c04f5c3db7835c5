import Scenarios
import Testing

@Suite struct FactorTests {
    @Test func `multiplies exactly and rounds down`() {
        #expect(Factor(3).times(nanoseconds: 7) == 21)
        #expect(Factor(millionths: 1_500_000).times(nanoseconds: 5) == 7)
        #expect(Factor.one.times(nanoseconds: .max) == .max)
        #expect(Factor(1_000).times(nanoseconds: 0) == 0)
    }

    @Test func `is as large as can be rather than too large`() {
        #expect(Factor(1_000_000).times(nanoseconds: 1 << 60) == .max)
    }

    @Test func `is ordered by size`() {
        #expect(Factor(2) > Factor(millionths: 1_999_999))
        #expect(Factor(1) == .one)
    }
}
