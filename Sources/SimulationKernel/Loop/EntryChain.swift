/// Deadlines in the order of being appended: one bucket of a timing wheel.
///
/// A value of a few words; its entries lie in an `EntryLinks`, which all buckets share.
struct EntryChain {
    /// The first and the last link.
    var head: UInt32 = 0
    var tail: UInt32 = 0
    /// Where in the first link it begins, and where in the last one it ends.
    var start: UInt32 = 0
    var end: UInt32 = 0
    /// The deadline of its first entry.
    private(set) var deadline: Int64 = 0
    /// Whether all its entries have the same deadline.
    private(set) var isUniform = true

    /// Whether there is no entry.
    @inline(__always)
    var isEmpty: Bool { head == tail && start == end }

    /// Takes note of an entry that is appended.
    @inline(__always)
    mutating func note(_ deadline: Int64, isFirst: Bool) {
        if isFirst { self.deadline = deadline }
        isUniform = isFirst || isUniform && deadline == self.deadline
    }
}
