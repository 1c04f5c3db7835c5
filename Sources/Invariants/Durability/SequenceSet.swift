/// A set of seqs, one bit each.
struct SequenceSet: Equatable {
    private var words: [UInt64] = []

    /// Adds a seq, from 1.
    mutating func insert(_ sequence: Int) {
        guard sequence > 0 else { return }
        let word = sequence >> 6
        while words.count <= word { words.append(0) }
        words[word] |= 1 << UInt64(sequence & 63)
    }

    /// Returns whether a seq is in the set.
    func contains(_ sequence: Int) -> Bool {
        let word = sequence >> 6
        return words.indices.contains(word) && words[word] & 1 << UInt64(sequence & 63) != 0
    }

    /// Returns the seqs that are in this set and not in the other, ascending.
    func subtracting(_ other: SequenceSet) -> [Int] {
        var rest: [Int] = []
        for (index, word) in words.enumerated() {
            var bits = word & ~(other.words.indices.contains(index) ? other.words[index] : 0)
            while bits != 0 {
                rest.append(index << 6 + bits.trailingZeroBitCount)
                bits &= bits - 1
            }
        }
        return rest
    }

    /// Whether no seq is in the set.
    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
}

/// The seqs of a session that have a row, or a commit, in each table.
struct SessionRows {
    var events = SequenceSet()
    var checkpoints = SequenceSet()
    var effects = SequenceSet()
}
