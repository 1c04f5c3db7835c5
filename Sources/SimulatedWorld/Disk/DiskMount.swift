import CSQLite

/// One process's view of a disk: a file system of SQLite's own kind, under which the real library
/// runs.
///
///     let mount = DiskMount(disk)
///     let connection = try SQLiteConnection(.file("store", fileSystem: mount.name))
///
/// The process can die at any call, after which nothing it asks for has an effect, and its calls can
/// be made to fail. Several mounts of one disk are several processes that share its files. It must
/// outlive the connections that are opened through it.
///
/// Used on one thread at a time together with its disk; different disks are independent of each
/// other. Registering the file system is the only thing it shares with them.
package final class DiskMount {
    /// The disk.
    package let disk: SimulatedDisk
    // Unchecked here and below: a run asks the disk for some hundred things a message on the
    // simulation's one thread, and the runtime's check of overlapping access would cost more than
    // the access.

    /// Whether the process has died.
    @exclusivity(unchecked) package private(set) var isDead = false
    /// Whether it is dead, or will die at one of its next calls.
    package var isDying: Bool { isDead || lastChange != .max }
    /// What is going wrong with its calls.
    @exclusivity(unchecked) package var trouble: DiskTrouble?
    /// What its machine runs on, and what counts its changes; nil for who only looks at the disk.
    @exclusivity(unchecked) var power: PowerSupply?
    /// How long SQLite has slept while it waited for a lock, in microseconds; nothing really sleeps.
    private(set) var slept: Int64 = 0
    /// How many calls have changed the disk, or asked for a sync.
    @exclusivity(unchecked) package private(set) var changeCount = 0
    /// Whether the process died as it asked for a change.
    private(set) var wasStopped = false
    /// The process dies at the call after that many of them.
    @exclusivity(unchecked) private var lastChange = Int.max
    private var openFiles: [DiskHandle] = []
    private let fileSystem: UnsafeMutablePointer<sqlite3_vfs>
    /// The name under which SQLite knows the file system.
    package let name: String
    private let nameCharacters: UnsafeMutableBufferPointer<CChar>

    /// Makes a process's view of a disk.
    package init(_ disk: SimulatedDisk) {
        self.disk = disk
        fileSystem = .allocate(capacity: 1)
        fileSystem.initialize(to: Self.methods)
        name = "disk-\(UInt(bitPattern: fileSystem))"
        nameCharacters = .allocate(capacity: name.utf8CString.count)
        _ = nameCharacters.initialize(from: name.utf8CString)
        fileSystem.pointee.zName = UnsafePointer(nameCharacters.baseAddress)
        fileSystem.pointee.pAppData = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_vfs_register(fileSystem, 0)
    }

    deinit {
        sqlite3_vfs_unregister(fileSystem)
        nameCharacters.deallocate()
        fileSystem.deallocate()
    }

    /// The process dies: what it wrote stays, its locks are free, and its later calls do nothing.
    package func kill() {
        isDead = true
        for handle in openFiles { handle.releaseLocks() }
    }

    /// The process dies as it asks for a change after so many further ones.
    package func kill(afterChanges count: Int) {
        power = nil
        lastChange = changeCount + count
    }

    /// Takes the time that SQLite has slept, in microseconds.
    func takeSleep() -> Int64 {
        defer { slept = 0 }
        return slept
    }

    /// Lets a call happen, or says with which code of SQLite it fails.
    func admit(_ call: DiskCall) -> Int32 {
        if isDead { return call.failure }
        if let code = trouble?.answer(to: call), code != SQLITE_OK { return code }
        guard call.changesDisk else { return SQLITE_OK }
        guard changeCount < lastChange else {
            wasStopped = true
            kill()
            return call.failure
        }
        if let power, !power.admitChange() {
            wasStopped = true
            kill()
            return call.failure
        }
        changeCount += 1
        return SQLITE_OK
    }

    func opened(_ handle: DiskHandle) { openFiles.append(handle) }

    func closed(_ handle: DiskHandle) { openFiles.removeAll { $0 === handle } }

    func sleep(_ microseconds: Int32) { slept += Int64(microseconds) }
}
