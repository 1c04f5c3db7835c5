/// What can run now, in a ring of raw memory.
///
/// Entry 0 is the oldest. Taking another entry first exchanges it with entry 0, so that any choice
/// costs the same; see `Policy` for what this means to the numbering.
struct ReadyRing: ~Copyable {
    /// A job of an incarnation, or a target that is due.
    struct Entry {
        /// The incarnation of a job: nil for a target.
        ///
        /// Unretained, which saves two atomic operations a step: the loop keeps every incarnation
        /// that can have jobs here.
        var owner: Unmanaged<Incarnation>?
        private var bits: UInt64

        /// A job.
        @inline(__always)
        init(_ job: UnownedJob, of owner: Incarnation) {
            self.owner = Unmanaged.passUnretained(owner)
            bits = UInt64(UInt(bitPattern: unsafeBitCast(job, to: UnsafeRawPointer.self)))
        }

        /// A callback or a timer that is due.
        @inline(__always)
        init(_ target: Target) {
            owner = nil
            bits = unsafeBitCast(target, to: UInt64.self)
        }

        /// The job; only where there is an owner.
        @inline(__always)
        var job: UnownedJob { unsafeBitCast(bits, to: UnownedJob.self) }

        /// The target; only where there is no owner.
        @inline(__always)
        var target: Target { unsafeBitCast(bits, to: Target.self) }
    }

    private var entries = UnsafeMutablePointer<Entry>.allocate(capacity: 64)
    private var mask = 63
    private var head = 0
    /// How many entries are ready.
    private(set) var count = 0

    deinit { entries.deallocate() }

    /// Adds an entry behind all others.
    @inline(__always)
    mutating func append(_ entry: Entry) {
        if count > mask { grow() }
        entries[(head &+ count) & mask] = entry
        count &+= 1
    }

    /// Removes the oldest; there must be one.
    @inline(__always)
    mutating func removeFirst() -> Entry {
        let entry = entries[head]
        head = (head &+ 1) & mask
        count &-= 1
        return entry
    }

    /// Removes the newest; there must be one.
    @inline(__always)
    mutating func removeLast() -> Entry {
        count &-= 1
        return entries[(head &+ count) & mask]
    }

    /// Removes an entry, after exchanging it with the oldest.
    @inline(__always)
    mutating func remove(at index: Int) -> Entry {
        let position = (head &+ index) & mask
        let chosen = entries[position]
        entries[position] = entries[head]
        head = (head &+ 1) & mask
        count &-= 1
        return chosen
    }

    /// Whether an entry is a job of one incarnation.
    func isJob(at index: Int, of owner: Incarnation) -> Bool {
        entries[(head &+ index) & mask].owner?.toOpaque()
            == Unmanaged.passUnretained(owner).toOpaque()
    }

    /// Removes the jobs of one incarnation, in their order.
    mutating func removeJobs(of owner: Incarnation, _ receive: (UnownedJob) -> Void) {
        let owner = Unmanaged.passUnretained(owner).toOpaque()
        var kept = 0
        for index in 0..<count {
            let entry = entries[(head &+ index) & mask]
            if entry.owner?.toOpaque() == owner {
                receive(entry.job)
            } else {
                entries[(head &+ kept) & mask] = entry
                kept += 1
            }
        }
        count = kept
    }

    /// Whether any entry has a property.
    func contains(where predicate: (Entry) -> Bool) -> Bool {
        (0..<count).contains { predicate(entries[(head &+ $0) & mask]) }
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: (mask + 1) * 2)
        for index in 0..<count { larger[index] = entries[(head &+ index) & mask] }
        entries.deallocate()
        entries = larger
        mask = mask * 2 + 1
        head = 0
    }
}
