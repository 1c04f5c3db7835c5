import CSQLite

/// A file that a process has open.
final class DiskHandle {
    private let file: DiskFile
    private unowned let mount: DiskMount
    private let isJournal: Bool
    /// Whether its first sync is to make its name durable, with all other names.
    @exclusivity(unchecked) private var isNew: Bool
    /// The shared memory into which SQLite has pointers.
    private var mapped: SharedMemory?

    init(_ file: DiskFile, of mount: DiskMount, isJournal: Bool, isNew: Bool) {
        self.file = file
        self.mount = mount
        self.isJournal = isJournal
        self.isNew = isNew
    }

    /// The file's size.
    var size: Int { file.size }

    /// Frees what the holder has locked; the memory that it has mapped stays.
    func releaseLocks() {
        file.locks.unlock(to: SQLITE_LOCK_NONE, for: holder)
        if let mapped { file.leave(mapped, holder) }
    }

    /// The file is closed.
    func close() {
        releaseLocks()
        mount.closed(self)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int32 {
        let code = mount.admit(.read)
        guard code == SQLITE_OK else { return code }
        return file.read(into: buffer, at: offset) ? SQLITE_OK : SQLITE_IOERR | 2 << 8
    }

    func write(_ buffer: UnsafeRawBufferPointer, at offset: Int) -> Int32 {
        let code = mount.admit(.write(grows: offset + buffer.count > file.size))
        guard code == SQLITE_OK else { return code }
        file.write(buffer, at: offset)
        return SQLITE_OK
    }

    func truncate(to size: Int) -> Int32 {
        let code = mount.admit(.truncate(finishes: isJournal && size == 0))
        guard code == SQLITE_OK else { return code }
        file.truncate(to: size)
        return SQLITE_OK
    }

    /// Syncs the file; for a new journal the directory as well, as SQLite does on real systems.
    func sync() -> Int32 {
        let code = mount.admit(.sync)
        guard code == SQLITE_OK else { return code }
        file.sync()
        if isNew, isJournal { mount.disk.syncDirectory() }
        isNew = false
        return SQLITE_OK
    }

    func lock(_ level: Int32) -> Int32 {
        let code = mount.admit(.lock(level))
        guard code == SQLITE_OK else { return code }
        return file.locks.lock(level, for: holder) ? SQLITE_OK : SQLITE_BUSY
    }

    func unlock(to level: Int32) {
        file.locks.unlock(to: level, for: holder)
    }

    /// Whether anybody has begun to write to the file.
    var isReserved: Bool { file.locks.isReserved }

    /// Maps a region of the shared memory; one that is not there is made if `extends` says so.
    ///
    /// Answers a dead process, too, which rolls back what it was at, but makes nothing for it.
    func map(
        _ index: Int32,
        size: Int32,
        extends: Bool,
        into address: inout UnsafeMutableRawPointer?
    ) -> Int32 {
        address = memory().region(Int(index), size: Int(size), extends: extends && !mount.isDead)
        return address == nil && mount.isDead ? SQLITE_IOERR : SQLITE_OK
    }

    /// The shared memory that is mapped, or is to be from now on.
    private func memory() -> SharedMemory {
        if let mapped { return mapped }
        let memory = file.sharedMemory
        mapped = memory
        if !mount.isDead { memory.join(holder) }
        return memory
    }

    func lockShared(_ first: Int32, _ count: Int32, flags: Int32) -> Int32 {
        if mount.isDead { return SQLITE_IOERR }
        let range = Int(first)..<Int(first + count)
        if flags & SQLITE_SHM_UNLOCK != 0 {
            memory().unlock(range, for: holder)
            return SQLITE_OK
        }
        let isLocked =
            flags & SQLITE_SHM_SHARED != 0
            ? memory().lockShared(range, for: holder)
            : memory().lockExclusive(range, for: holder)
        return isLocked ? SQLITE_OK : SQLITE_BUSY
    }

    /// Unmaps the shared memory.
    func leaveSharedMemory() {
        if let mapped { file.leave(mapped, holder) }
        mapped = nil
    }

    private var holder: ObjectIdentifier { ObjectIdentifier(self) }
}
