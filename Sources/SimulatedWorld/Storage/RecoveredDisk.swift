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
    init(_ disk: SimulatedDisk) {
        self.disk = disk.copy()
        mount = DiskMount(self.disk)
        do throws(StoreError) {
            connection = try OpenedStore.connect(through: mount)
            // Whoever reads first recovers what was left unfinished.
            _ = try connection.perform { database throws(StoreError) in
                try database.first("PRAGMA user_version") { $0.integer(0) }
            }
        } catch {
            preconditionFailure("A store on a disk that keeps what was synced opens: \(error).")
        }
    }

    deinit {
        // Before the mount, on which the connection works.
        connection.close()
    }

    /// Gives all rows to `body`, read with the harness's own SQL.
    func forEachRow(_ body: (InspectedRow) -> Void) {
        read { inspector throws(StoreError) in try inspector.forEachRow(body) }
    }

    /// All rows, read with the harness's own SQL.
    var content: InspectedStore {
        read { inspector throws(StoreError) in try inspector.read() }
    }

    private func read<Result>(
        _ body: (StoreInspector) throws(StoreError) -> Result
    ) -> Result {
        do throws(StoreError) {
            return try body(StoreInspector(connection: connection))
        } catch {
            preconditionFailure("The tables of a store that was migrated can be read: \(error).")
        }
    }
}
