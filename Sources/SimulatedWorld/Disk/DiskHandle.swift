import CSQLite

/// A file that a process has open.
final class DiskHandle {
    private let file: DiskFile
    private unowned let mount: DiskMount
    private let isJournal: Bool
    /// Whether its first sync is to make its name durable, with all other names.
    @exclusivity(unchecked) private var isNew: Bool

    init(_ file: DiskFile, of mount: DiskMount, isJournal: Bool, isNew: Bool) {
        self.file = file
        self.mount = mount
        self.isJournal = isJournal
        self.isNew = isNew
    }

    /// The file's size.
    var size: Int { file.size }

    /// Frees what the holder has locked.
    func releaseLocks() {
        file.locks.unlock(to: SQLITE_LOCK_NONE, for: holder)
        file.sharedMemory.leave(holder)
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

    func region(_ index: Int32, size: Int32, extends: Bool) -> UnsafeMutableRawPointer? {
        file.sharedMemory.region(Int(index), size: Int(size), extends: extends, for: holder)
    }

    func lockShared(_ first: Int32, _ count: Int32, flags: Int32) -> Int32 {
        if mount.isDead { return SQLITE_IOERR }
        let range = Int(first)..<Int(first + count)
        if flags & SQLITE_SHM_UNLOCK != 0 {
            file.sharedMemory.unlock(range, for: holder)
            return SQLITE_OK
        }
        let isLocked =
            flags & SQLITE_SHM_SHARED != 0
            ? file.sharedMemory.lockShared(range, for: holder)
            : file.sharedMemory.lockExclusive(range, for: holder)
        return isLocked ? SQLITE_OK : SQLITE_BUSY
    }

    func leaveSharedMemory() { file.sharedMemory.leave(holder) }

    private var holder: ObjectIdentifier { ObjectIdentifier(self) }
}
