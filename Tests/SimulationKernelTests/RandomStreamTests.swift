import SimulationKernel
import Testing

@Suite("Random streams")
struct RandomStreamTests {
    /// Computed by an independent implementation of the documented algorithm.
    @Test(
        arguments: [
            (
                RandomStream(seed: 17, name: "scheduling"),
                [0x62F5_048E_3E5C_1FFF, 0xB750_B3CA_DB61_FDDD, 0xE656_EA1A_A7C7_DA16]
            ),
            (
                RandomStream(seed: 0, name: ""),
                [0x99EC_5F36_CB75_F2B4, 0xBF6E_1F78_4956_452A, 0x1A5F_849D_4933_E6E0]
            ),
            (
                RandomStream(seed: 17, name: "llm").child("session-7"),
                [0xB6C9_F28C_986C_6E3F, 0x9035_3691_CFF6_3E3F, 0x02BE_0DA7_BB3F_D1A3]
            ),
            (
                RandomStream(seed: 17, name: "llm").child(7),
                [0xA22F_E199_5ADE_4053, 0x904D_177A_4785_4D01, 0xDAC8_D21A_0EE6_DEB3]
            ),
            (
                RandomStream(seed: 17, name: "llm").child(-1),
                [0x5951_8722_BEE2_B7D5, 0xD9C8_9F74_ACB9_F830, 0xBBE4_F435_29FF_1283]
            ),
            (
                RandomStream(seed: .max, name: "llm/ü"),
                [0x62D4_ED4E_88F8_E092, 0x0D4A_AAAB_6560_E202, 0x8BCD_DE9D_E0ED_A211]
            ),
        ] as [(RandomStream, [UInt64])]
    )
    func `the first draws are those written down`(stream: RandomStream, draws: [UInt64]) {
        var stream = stream
        #expect((0..<3).map { _ in stream.next() } == draws)
    }

    @Test func `derived draws are those written down`() {
        var units = RandomStream(seed: 5, name: "unit")
        #expect((0..<2).map { _ in units.unit() } == [0.9098221803077271, 0.1089238371600203])
        var integers = RandomStream(seed: 5, name: "uniform")
        let drawn = (0..<8).map { _ in integers.uniform(in: -10...10) }
        #expect(drawn == [6, 5, 6, 2, 0, -10, 8, 10])
    }

    @Test func `a child is the stream of the whole path, whatever its parent has drawn`() {
        var parent = RandomStream(seed: 9, name: "network")
        let early = first(parent.child("link"))
        _ = parent.next()
        #expect(first(parent.child("link")) == early)
        #expect(first(RandomStream(seed: 9, name: "network/link")) == early)
        #expect(first(RandomStream(seed: 10, name: "network/link")) != early)
    }

    @Test func `a thousand named and numbered children are all different`() {
        let parent = RandomStream(seed: 9, name: "network")
        var firsts = Set((0..<1_000).map { first(parent.child($0)) })
        for number in 0..<1_000 { firsts.insert(first(parent.child("\(number)"))) }
        #expect(firsts.count == 2_000)
    }

    @Test(arguments: [0...6, -3...3, 1...1_000] as [ClosedRange<Int64>])
    func `every value of a range is equally likely`(range: ClosedRange<Int64>) {
        var stream = RandomStream(seed: 3, name: "uniform")
        var counts: [Int64: Int] = [:]
        let expected = 1_000
        for _ in 0..<(expected * range.count) {
            counts[stream.uniform(in: range), default: 0] += 1
        }
        // Chi-square, six standard deviations: it fails for one seed in a billion.
        let deviations = range.map { value in
            let deviation = Double((counts[value] ?? 0) - expected)
            return deviation * deviation / Double(expected)
        }
        let freedom = Double(range.count - 1)
        #expect(deviations.reduce(0, +) < freedom + 6 * (2 * freedom).squareRoot() + 12)
        #expect(counts.keys.allSatisfy { range.contains($0) })
    }

    @Test func `the edges of the integers are ranges like any other`() {
        var stream = RandomStream(seed: 3, name: "edges")
        var raw = stream
        let whole = stream.uniform(in: .min ... .max)
        #expect(whole == Int64(bitPattern: raw.next()))
        for _ in 0..<100 {
            #expect(stream.uniform(in: (.max - 1) ... .max) >= .max - 1)
            #expect(stream.uniform(in: .min...(.min + 1)) <= .min + 1)
            #expect(stream.uniform(in: .min...(.max - 1)) < .max)
        }
        let only = stream.uniform(in: 7...7)
        #expect(only == 7)
    }

    /// Three quarters of all values: scaled without redrawing, or taken by remainder, a third of
    /// them would be drawn half of the time.
    @Test func `a range that does not divide the draws is not biased`() {
        var stream = RandomStream(seed: 3, name: "bias")
        let last: Int64 = (1 << 62) - 1
        let draws = 30_000
        let third = (0..<draws).reduce(0) { count, _ in
            stream.uniform(in: .min...last) < .min + (1 << 62) ? count + 1 : count
        }
        #expect(abs(Double(third) / Double(draws) - 1.0 / 3) < 0.02)
    }

    @Test func `chances are kept, and each takes one draw`() {
        var stream = RandomStream(seed: 3, name: "chance")
        var raw = stream
        let certainties = [stream.chance(0), stream.chance(1), stream.chance(.nan)]
        #expect(certainties == [false, true, false])
        let raws = (0..<4).map { _ in raw.next() }
        let next = stream.next()
        #expect(next == raws[3])
        let hits = (0..<10_000).reduce(0) { count, _ in stream.chance(0.25) ? count + 1 : count }
        #expect(abs(hits - 2_500) < 250)
    }

    private func first(_ stream: RandomStream) -> UInt64 {
        var stream = stream
        return stream.next()
    }
}
