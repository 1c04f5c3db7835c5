/// The deadlines to come, earliest first; equal deadlines in the order of being pushed.
///
/// A heap with four children a node in raw memory: half the depth of a binary one, and the four
/// children of a node lie side by side. The sequence number makes the order total, so that it
/// depends on nothing but the pushes.
struct EventHeap: ~Copyable {
    /// One deadline.
    struct Entry {
        /// Nanoseconds since the start.
        var deadline: Int64
        /// The order among equal deadlines.
        var sequence: UInt64
        /// What is due.
        var target: Target

        /// Without a branch: which of two random deadlines is earlier cannot be predicted, and
        /// wrong guesses were most of the heap's time.
        @inline(__always)
        static func < (left: Entry, right: Entry) -> Bool {
            left.order < right.order
        }

        /// Deadline, then sequence, as one number.
        @inline(__always)
        private var order: UInt128 {
            UInt128(UInt64(bitPattern: deadline)) << 64 | UInt128(sequence)
        }
    }

    private var entries = UnsafeMutablePointer<Entry>.allocate(capacity: 64)
    private var capacity = 64
    /// How many deadlines there are, those included whose target is gone.
    private(set) var count = 0
    private var sequence: UInt64 = 0

    deinit { entries.deallocate() }

    /// The earliest; there must be one.
    @inline(__always)
    var first: Entry { entries[0] }

    /// One of them, in no particular order.
    func entry(at index: Int) -> Entry { entries[index] }

    /// How many were ever pushed.
    var pushed: UInt64 { sequence }

    /// Adds a deadline.
    @inline(__always)
    mutating func push(_ target: Target, deadline: Int64) {
        if count == capacity { grow() }
        let entry = Entry(deadline: deadline, sequence: sequence, target: target)
        sequence &+= 1
        siftUp(entry, from: count)
        count += 1
    }

    /// Removes the earliest; there must be one.
    @inline(__always)
    mutating func removeFirst() {
        count -= 1
        if count > 0 { siftDown(entries[count], from: 0) }
    }

    /// Keeps only the entries whose target still matters.
    mutating func removeAll(where isGone: (Target) -> Bool) {
        var kept = 0
        for index in 0..<count where !isGone(entries[index].target) {
            entries[kept] = entries[index]
            kept += 1
        }
        count = kept
        guard count > 1 else { return }
        for index in stride(from: (count - 2) / 4, through: 0, by: -1) {
            siftDown(entries[index], from: index)
        }
    }

    @inline(__always)
    private mutating func siftUp(_ entry: Entry, from start: Int) {
        var hole = start
        while hole > 0 {
            let parent = (hole - 1) >> 2
            guard entry < entries[parent] else { break }
            entries[hole] = entries[parent]
            hole = parent
        }
        entries[hole] = entry
    }

    @inline(__always)
    private mutating func siftDown(_ entry: Entry, from start: Int) {
        var hole = start
        while true {
            let firstChild = (hole << 2) + 1
            guard firstChild < count else { break }
            let least =
                firstChild + 4 <= count
                ? leastOfFour(firstChild) : leastOfLast(from: firstChild)
            guard entries[least] < entry else { break }
            entries[hole] = entries[least]
            hole = least
        }
        entries[hole] = entry
    }

    @inline(__always)
    private func leastOfFour(_ first: Int) -> Int {
        let left = earlier(first, first + 1)
        let right = earlier(first + 2, first + 3)
        return earlier(left, right)
    }

    private func leastOfLast(from first: Int) -> Int {
        var least = first
        for child in (first + 1)..<count { least = earlier(least, child) }
        return least
    }

    @inline(__always)
    private func earlier(_ left: Int, _ right: Int) -> Int {
        entries[right] < entries[left] ? right : left
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: entries, count: count)
        entries.deallocate()
        entries = larger
        capacity *= 2
    }
}
