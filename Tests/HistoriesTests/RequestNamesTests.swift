import Histories
import SimulationKernel
import Testing

/// Sets that take the room of ranges: the same members as a plain set.
@Suite struct RequestNamesTests {
    @Test func `Counted names are members, and their neighbours are not`() {
        var names = RequestNames()
        for number in [1, 2, 3, 7, 10] { names.insert("s1-r\(number)") }
        for number in [1, 2, 3, 7, 10] { #expect(names.contains("s1-r\(number)")) }
        let others = [
            "s1-r4", "s1-r11", "s1-r", "s1-r01", "s1-r1 ", "s1-r1x", "s1-b1", "s2-r1", "1", "",
        ]
        for other in others { #expect(!names.contains(other), "\(other)") }
    }

    @Test(arguments: [
        "", "r", "007", "r007", "r0", "7", "r99999999999999999999", "é1", "r1é", "-1", "r-1",
    ])
    func `Any name can be a member`(name: String) {
        var names = RequestNames()
        #expect(!names.contains(name))
        names.insert(name)
        #expect(names.contains(name))
        #expect(!names.contains(name + "0"))
        #expect(!names.contains("x" + name))
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `It has the members that a set has`(seed: UInt64) {
        var stream = RandomStream(seed: seed, name: "names")
        func name() -> String {
            let beginning = "abcdefghijkl".dropFirst(Int(stream.uniform(in: 0...11))).prefix(1)
            let middle = stream.uniform(in: 0...3) == 0 ? "0" : ""
            return "\(beginning)\(middle)\(stream.uniform(in: 0...40))"
        }
        var names = RequestNames()
        var expected: Set<String> = []
        for _ in 1...400 {
            let new = name()
            names.insert(new)
            expected.insert(new)
            let asked = name()
            #expect(names.contains(asked) == expected.contains(asked), "\(asked)")
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `A set of seqs has the members that a set has`(seed: UInt64) {
        var stream = RandomStream(seed: seed, name: "seqs")
        var (left, right) = (SequenceSet(), SequenceSet())
        var (expectedLeft, expectedRight) = (Set<Int>(), Set<Int>())
        for _ in 1...120 {
            let (one, other) = (Int(stream.uniform(in: 0...99)), Int(stream.uniform(in: 0...99)))
            #expect(left.insert(one) == (one > 0 && expectedLeft.insert(one).inserted))
            right.insert(other)
            if other > 0 { expectedRight.insert(other) }
        }
        for member in 0...101 { #expect(left.contains(member) == expectedLeft.contains(member)) }
        #expect(left.subtracting(right) == expectedLeft.subtracting(expectedRight).sorted())
        #expect(left.subtracting(SequenceSet()) == expectedLeft.sorted())
        #expect(left.subtracting(left) == [])
        #expect(!left.isEmpty && SequenceSet().isEmpty)
    }
}
