import EventsAndEffects
import SQLiteStorage

/// What the next process to open the database will find, whatever was going on as the last one died.
///
/// SQLite recovers a copy: what the servers will find is left for them to recover.
final class RecoveredDisk {
    private let disk: SimulatedDisk
    private let mount: DiskMount
    private let connection: SQLiteConnection

    /// The number that SQLite raises with every transaction that changes the database.
    var changeCounter: UInt32 { disk.changeCounter(of: OpenedStore.fileName) }

    /// Copies a disk as it is now.
    ///
    /// - Throws: `StoreError` if its database cannot be read, which is the store's fault: the disk
    ///   keeps what was synced.
    init(_ disk: SimulatedDisk) throws(StoreError) {
        self.disk = disk.copy()
        mount = DiskMount(self.disk)
        connection = try OpenedStore.connect(through: mount)
        // Whoever reads first recovers what was left unfinished.
        _ = try connection.perform { database throws(StoreError) in
            try database.first("PRAGMA user_version") { $0.integer(0) }
        }
    }

    deinit {
        // Before the mount, on which the connection works.
        connection.close()
    }

    /// Gives all rows to `body`, read with the harness's own SQL.
    ///
    /// - Throws: `StoreError` if they cannot be read.
    func forEachRow(_ body: (InspectedRow) -> Void) throws(StoreError) {
        try StoreInspector(connection: connection).forEachRow(body)
    }

    /// Reads all rows with the harness's own SQL.
    ///
    /// - Throws: `StoreError` if they cannot be read.
    func read() throws(StoreError) -> InspectedStore {
        try StoreInspector(connection: connection).read()
    }
}
