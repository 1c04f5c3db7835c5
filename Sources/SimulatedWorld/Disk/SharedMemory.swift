import CSQLite

/// The index of a write-ahead log, with its eight locks, which processes share as memory.
///
/// It is gone when nobody has it open.
final class SharedMemory {
    private var regions: [UnsafeMutableRawPointer] = []
    private var users: [ObjectIdentifier] = []
    private var shared: [[ObjectIdentifier]] = Array(repeating: [], count: slots)
    private var exclusive: [ObjectIdentifier?] = Array(repeating: nil, count: slots)

    private static let slots = Int(SQLITE_SHM_NLOCK)

    deinit { release() }

    /// The region of that number, which is made if `extends` says so.
    func region(
        _ index: Int,
        size: Int,
        extends: Bool,
        for user: ObjectIdentifier
    ) -> UnsafeMutableRawPointer? {
        if !users.contains(user) { users.append(user) }
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
        if users.isEmpty { release() }
    }

    private func release() {
        for region in regions { region.deallocate() }
        regions = []
    }
}
