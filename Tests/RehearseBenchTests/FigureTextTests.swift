import Testing
import rehearse_bench

/// Figures as people read them.
@Suite struct FigureTextTests {
    @Test(arguments: [
        (5_123_456, "5.12 M/s"), (999_999, "999,999/s"), (123.4, "123/s"), (99.96, "100.0/s"),
        (12.34, "12.3/s"), (1.005, "1.00/s"), (0.5, "0.50/s"),
    ])
    func `A rate has three digits, and millions as such`(rate: Double, text: String) {
        #expect(FigureText.rate(rate) == text)
    }

    @Test(arguments: [
        (12_300_000_000, "12.3 s"), (4_560_000_000, "4,560 ms"), (81_200_000, "81.2 ms"),
        (1_500, "1.50 µs"), (195.2, "195 ns"),
    ])
    func `A time has the unit that suits it`(nanoseconds: Double, text: String) {
        #expect(FigureText.time(nanoseconds) == text)
    }

    @Test func `Targets say in which direction they count`() {
        #expect(FigureText.target(.milliseconds(80)) == "≤ 80.0 ms")
        #expect(FigureText.target(.rate(1_600_000)) == "≥ 1.60 M/s")
    }

    @Test func `Memory is in millions of bytes, shares in percent`() {
        #expect(FigureText.memory(34_200_000) == "34.2 MB")
        #expect(FigureText.percent(0.126) == "13 %")
        #expect(FigureText.ratio(1.999) == "2.00")
    }
}
