/// The deadlines to come, earliest first; equal deadlines in the order of being pushed.
///
/// A hierarchical timing wheel (Varghese and Lauck, 1987) that is exact to the nanosecond. A deadline
/// lies at the level of the highest digit, to the base of 64, in which it differs from the wheel's
/// position, in the bucket of that digit. The first bucket holds the earliest; as long as it holds
/// different deadlines, the position moves to where the bucket begins, and what it holds moves to
/// lower levels.
///
/// Unlike a heap it reads memory front to back: with a million timers a heap spent most of its time
/// waiting for memory, and with a thousand both cost the same.
///
/// Determinism: equal deadlines are always in the same bucket, since the position never moves without
/// what it moves past; buckets keep the order of being pushed.
struct TimingWheel: ~Copyable {
    /// One deadline.
    struct Entry {
        /// Nanoseconds since the start; never negative.
        var deadline: Int64
        /// What is due.
        var target: Target
    }

    private static let digitBits = 6
    private static let slots = 1 << digitBits
    /// As many as 64 bits have digits.
    private static let levels = 11

    /// No deadline is earlier; those of the first level are less than 64 ns later.
    private var position: Int64 = 0
    /// Which levels have deadlines, and which buckets of each level.
    private var usedLevels: UInt64 = 0
    private let usedSlots = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.levels)
    private let buckets = UnsafeMutablePointer<EntryChain>.allocate(
        capacity: Self.levels * Self.slots
    )
    private var links = EntryLinks()
    /// How many deadlines there are, those included whose target is gone.
    private(set) var count = 0
    /// How many were ever pushed.
    private(set) var pushed: UInt64 = 0

    init() {
        usedSlots.initialize(repeating: 0, count: Self.levels)
        buckets.initialize(repeating: EntryChain(), count: Self.levels * Self.slots)
    }

    deinit {
        usedSlots.deallocate()
        buckets.deallocate()
    }

    /// Adds a deadline, which must be later than `now`, as all that follow will be.
    @inline(__always)
    mutating func push(_ target: Target, deadline: Int64, now: Int64) {
        // A look at the first deadline may have moved the position beyond what comes now.
        if deadline < position { rebuild(at: now) { _ in true } }
        place(Entry(deadline: deadline, target: target))
        count &+= 1
        pushed &+= 1
    }

    /// The earliest deadline; nil if there is none.
    @inline(__always)
    mutating func earliest() -> Int64? {
        guard count > 0 else { return nil }
        while true {
            let bucket = firstBucket
            if buckets[bucket].isUniform { return buckets[bucket].deadline }
            spread(bucket)
        }
    }

    /// What is due first; to be asked after `earliest`.
    @inline(__always)
    var firstTarget: Target { links.first(of: buckets[firstBucket]).target }

    /// Removes what is due first; to be called after `earliest`.
    mutating func removeFirst() {
        let bucket = firstBucket
        let chain = buckets + bucket
        links.removeFirst(of: &chain.pointee)
        if chain.pointee.isEmpty { markEmpty(bucket) }
        count &-= 1
    }

    /// Removes everything that is due at the earliest deadline, in order; to be called after
    /// `earliest`.
    @inline(__always)
    mutating func removeEarliest(_ receive: (Target) -> Void) {
        let bucket = firstBucket
        let chain = buckets + bucket
        position = chain.pointee.deadline
        markEmpty(bucket)
        count &-= links.empty(&chain.pointee) { receive($0.target) }
    }

    /// Keeps only the entries whose target still matters.
    mutating func removeAll(where isGone: (Target) -> Bool) {
        rebuild(at: position) { !isGone($0) }
    }

    /// Calls `body` for each entry, in no particular order.
    func forEach(_ body: (Entry) -> Void) {
        for bucket in 0..<(Self.levels * Self.slots) { links.forEach(of: buckets[bucket], body) }
    }

    /// The bucket of the earliest deadline; there must be one.
    @inline(__always)
    private var firstBucket: Int {
        let level = usedLevels.trailingZeroBitCount
        return level &<< Self.digitBits | usedSlots[level].trailingZeroBitCount
    }

    @inline(__always)
    private mutating func place(_ entry: Entry) {
        let difference = UInt64(bitPattern: entry.deadline ^ position) | 1
        let level = (63 - difference.leadingZeroBitCount) / Self.digitBits
        let slot = Int(entry.deadline) &>> (level &* Self.digitBits) & (Self.slots - 1)
        let chain = buckets + (level &<< Self.digitBits | slot)
        links.append(entry, to: &chain.pointee)
        usedSlots[level] |= 1 &<< UInt64(slot)
        usedLevels |= 1 &<< UInt64(level)
    }

    @inline(__always)
    private mutating func markEmpty(_ bucket: Int) {
        let level = bucket &>> Self.digitBits
        usedSlots[level] &= ~(1 &<< UInt64(bucket & (Self.slots - 1)))
        if usedSlots[level] == 0 { usedLevels &= ~(1 &<< UInt64(level)) }
    }

    /// Moves the position to where the first bucket begins, and what it holds to lower levels.
    private mutating func spread(_ bucket: Int) {
        let bits = Int64(bucket / Self.slots * Self.digitBits)
        position = (buckets[bucket].deadline &>> bits) &<< bits
        markEmpty(bucket)
        var entries = buckets[bucket]
        buckets[bucket] = EntryChain()
        while !entries.isEmpty { place(links.removeFirst(of: &entries)) }
    }

    /// Places anew what is to be kept, as seen from another position.
    @inline(never)
    private mutating func rebuild(at newPosition: Int64, keeping isKept: (Target) -> Bool) {
        var kept: [Entry] = []
        while usedLevels != 0 {
            let bucket = firstBucket
            let chain = buckets + bucket
            markEmpty(bucket)
            _ = links.empty(&chain.pointee) { if isKept($0.target) { kept.append($0) } }
        }
        count = kept.count
        position = newPosition
        for entry in kept { place(entry) }
    }
}
