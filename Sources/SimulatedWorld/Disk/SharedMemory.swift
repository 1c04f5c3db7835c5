import CSQLite

/// The index of a write-ahead log, with its eight locks, which processes share as memory.
///
/// A file gets a new one when nobody has it open any more; this one's memory stays for as long as
/// SQLite may look into it, which it does even in a process that has died in the middle of a call.
final class SharedMemory {
    private var regions: [UnsafeMutableRawPointer] = []
    private var users: [ObjectIdentifier] = []
    private var shared: [[ObjectIdentifier]] = Array(repeating: [], count: slots)
    private var exclusive: [ObjectIdentifier?] = Array(repeating: nil, count: slots)

    private static let slots = Int(SQLITE_SHM_NLOCK)

    deinit {
        for region in regions { region.deallocate() }
    }

    /// Whether nobody has it open.
    var isDeserted: Bool { users.isEmpty }

    /// Takes note that somebody has it open.
    func join(_ user: ObjectIdentifier) {
        if !users.contains(user) { users.append(user) }
    }

    /// The region of that number, which is made if `extends` says so.
    func region(_ index: Int, size: Int, extends: Bool) -> UnsafeMutableRawPointer? {
        while extends, regions.count <= index {
            let region = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
            region.initializeMemory(as: UInt8.self, repeating: 0, count: size)
            regions.append(region)
        }
        return regions.indices.contains(index) ? regions[index] : nil
    }

    /// Takes locks that several may hold; false if somebody holds one of them alone.
    func lockShared(_ range: Range<Int>, for user: ObjectIdentifier) -> Bool {
        guard range.allSatisfy({ exclusive[$0] == nil || exclusive[$0] == user }) else {
            return false
        }
        for slot in range where !shared[slot].contains(user) { shared[slot].append(user) }
        return true
    }

    /// Takes locks that only one may hold; false if somebody else holds one of them.
    func lockExclusive(_ range: Range<Int>, for user: ObjectIdentifier) -> Bool {
        let isFree = range.allSatisfy { slot in
            (exclusive[slot] == nil || exclusive[slot] == user)
                && shared[slot].allSatisfy { $0 == user }
        }
        guard isFree else { return false }
        for slot in range { exclusive[slot] = user }
        return true
    }

    /// Gives locks back.
    func unlock(_ range: Range<Int>, for user: ObjectIdentifier) {
        for slot in range {
            shared[slot].removeAll { $0 == user }
            if exclusive[slot] == user { exclusive[slot] = nil }
        }
    }

    /// Takes note that somebody has closed it, or has died.
    func leave(_ user: ObjectIdentifier) {
        guard let index = users.firstIndex(of: user) else { return }
        users.remove(at: index)
        unlock(0..<Self.slots, for: user)
    }
}
