/// A set of seqs, or of other numbers that are counted from 1, as the ranges that it consists of.
///
/// Its memory grows with the gaps, not with the members: of numbers that come in order, all of them
/// are one range.
package struct SequenceSet: Equatable {
    /// The ranges, ascending, with a gap between each two.
    private var ranges: [ClosedRange<Int>] = []

    /// Makes an empty set.
    package init() {}

    /// Whether no seq is in the set.
    package var isEmpty: Bool { ranges.isEmpty }

    /// Adds a seq; what is below 1 is none.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    package mutating func insert(_ sequence: Int) -> Bool {
        guard sequence > 0 else { return false }
        let next = place(of: sequence)
        if next < ranges.count, ranges[next].lowerBound <= sequence { return false }
        let joinsPrevious = next > 0 && ranges[next - 1].upperBound == sequence - 1
        let joinsNext = next < ranges.count && ranges[next].lowerBound == sequence + 1
        switch (joinsPrevious, joinsNext) {
        case (true, true):
            ranges[next - 1] = ranges[next - 1].lowerBound...ranges[next].upperBound
            ranges.remove(at: next)
        case (true, false): ranges[next - 1] = ranges[next - 1].lowerBound...sequence
        case (false, true): ranges[next] = sequence...ranges[next].upperBound
        case (false, false): ranges.insert(sequence...sequence, at: next)
        }
        return true
    }

    /// Returns whether a seq is in the set.
    package func contains(_ sequence: Int) -> Bool {
        let place = place(of: sequence)
        return place < ranges.count && ranges[place].lowerBound <= sequence
    }

    /// Returns the seqs that are in this set and not in the other, ascending.
    package func subtracting(_ other: SequenceSet) -> [Int] {
        var rest: [Int] = []
        for range in ranges {
            var sequence = range.lowerBound
            while sequence <= range.upperBound {
                let place = other.place(of: sequence)
                if place < other.ranges.count, other.ranges[place].lowerBound <= sequence {
                    sequence = other.ranges[place].upperBound + 1
                } else {
                    rest.append(sequence)
                    sequence += 1
                }
            }
        }
        return rest
    }

    /// The place of the first range that ends at a seq or behind it.
    private func place(of sequence: Int) -> Int {
        // Nearly always it is the last one, or comes behind it.
        guard let last = ranges.last, sequence <= last.upperBound else { return ranges.count }
        var (low, high) = (0, ranges.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
