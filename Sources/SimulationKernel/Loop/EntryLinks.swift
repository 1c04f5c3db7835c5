/// The memory of the chains of a timing wheel: links of sixteen entries, which are used again.
///
/// Sixteen, so that a long chain is read front to back, and a short one costs little.
struct EntryLinks: ~Copyable {
    private static let size: UInt32 = 16
    private static let none = UInt32.max

    private var entries = UnsafeMutablePointer<TimingWheel.Entry>.allocate(capacity: 64 * 16)
    private var next = UnsafeMutablePointer<UInt32>.allocate(capacity: 64)
    private var capacity: UInt32 = 64
    private var used: UInt32 = 0
    private var firstFree = Self.none

    deinit {
        entries.deallocate()
        next.deallocate()
    }

    /// The first entry of a chain that has one.
    @inline(__always)
    func first(of chain: EntryChain) -> TimingWheel.Entry {
        entries[Int(chain.head &* Self.size &+ chain.start)]
    }

    /// Adds an entry behind all others.
    @inline(__always)
    mutating func append(_ entry: TimingWheel.Entry, to chain: inout EntryChain) {
        let isFirst = chain.isEmpty
        if isFirst {
            chain.head = takeLink()
            chain.tail = chain.head
            (chain.start, chain.end) = (0, 0)
        } else if chain.end == Self.size {
            let link = takeLink()
            next[Int(chain.tail)] = link
            chain.tail = link
            chain.end = 0
        }
        chain.note(entry.deadline, isFirst: isFirst)
        entries[Int(chain.tail &* Self.size &+ chain.end)] = entry
        chain.end &+= 1
    }

    /// Removes the first entry of a chain that has one.
    @inline(__always)
    @discardableResult
    mutating func removeFirst(of chain: inout EntryChain) -> TimingWheel.Entry {
        let entry = first(of: chain)
        chain.start &+= 1
        if chain.isEmpty {
            free(chain.head)
        } else if chain.start == Self.size {
            let link = chain.head
            chain.head = next[Int(link)]
            chain.start = 0
            free(link)
        }
        return entry
    }

    /// Removes all entries; returns how many there were.
    @inline(__always)
    mutating func empty(
        _ chain: inout EntryChain,
        _ receive: (TimingWheel.Entry) -> Void
    ) -> Int {
        var count = 0
        while !chain.isEmpty {
            receive(removeFirst(of: &chain))
            count &+= 1
        }
        return count
    }

    /// Calls `body` for each entry.
    func forEach(of chain: EntryChain, _ body: (TimingWheel.Entry) -> Void) {
        var (link, index) = (chain.head, chain.start)
        while link != chain.tail || index != chain.end {
            body(entries[Int(link * Self.size + index)])
            index += 1
            if index == Self.size, link != chain.tail { (link, index) = (next[Int(link)], 0) }
        }
    }

    @inline(__always)
    private mutating func takeLink() -> UInt32 {
        guard firstFree != Self.none else { return makeLink() }
        let link = firstFree
        firstFree = next[Int(link)]
        return link
    }

    @inline(__always)
    private mutating func free(_ link: UInt32) {
        next[Int(link)] = firstFree
        firstFree = link
    }

    @inline(never)
    private mutating func makeLink() -> UInt32 {
        if used == capacity { grow() }
        used += 1
        return used - 1
    }

    private mutating func grow() {
        let (larger, links) = (Int(capacity) * 2, Int(used))
        let size = Int(Self.size)
        let newEntries = UnsafeMutablePointer<TimingWheel.Entry>.allocate(capacity: larger * size)
        newEntries.moveInitialize(from: entries, count: links * size)
        let newNext = UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
        newNext.moveInitialize(from: next, count: links)
        entries.deallocate()
        next.deallocate()
        (entries, next, capacity) = (newEntries, newNext, UInt32(larger))
    }
}
