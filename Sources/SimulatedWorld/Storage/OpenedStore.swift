import EventsAndEffects
import SQLiteStorage
import SimulationKernel

/// The store as one process has it open: its own connection to the file that it shares with others,
/// or the one store in memory.
final class OpenedStore {
    /// The file of the database.
    static let fileName = "store"

    /// What performs the calls.
    let base: any SynchronousStore
    /// The process's view of the disk; nil in memory.
    let mount: DiskMount?
    /// The schema version that was found and is not the current one, if there was any.
    let migratedFrom: Int?
    private let rows: RowObserver?

    /// Opens the one store in memory.
    init(_ store: InMemoryStore) {
        base = store
        mount = nil
        migratedFrom = nil
        rows = nil
    }

    /// Opens the database on a disk; it is made if it is not there.
    ///
    /// `report` is told of every transaction, as long as the process lives.
    /// - Throws: `SchemaError`, `StoreError`.
    init(
        on disk: SimulatedDisk,
        power: PowerSupply,
        report: @escaping ([StoreChange]) -> Void
    ) throws {
        let mount = DiskMount(disk)
        mount.power = power
        let connection = try Self.connect(through: mount)
        do {
            let store = try SQLiteStore(connection: connection)
            let isOld = store.openedVersion != 0 && store.openedVersion != Schema.version
            migratedFrom = isOld ? store.openedVersion : nil
            // The tables must be there before their rows can be observed.
            rows = try RowObserver(connection: connection) { [unowned mount] changes in
                if !mount.isDying { report(changes) }
            }
            base = store
            self.mount = mount
        } catch {
            // Before the mount, on which the connection works.
            connection.close()
            throw error
        }
    }

    deinit {
        // Before the mount, on which the connection works.
        (base as? SQLiteStore)?.close()
    }

    /// Opens a connection with the journal that a rehearsed server uses: two of them can share the
    /// file, what was committed survives a loss of power, and a page is two sectors, so that it can
    /// be torn.
    ///
    /// - Throws: `StoreError`.
    static func connect(through mount: DiskMount) throws(StoreError) -> SQLiteConnection {
        let connection = try SQLiteConnection(.file(fileName, fileSystem: mount.name))
        do throws(StoreError) {
            try connection.perform { database throws(StoreError) in
                try database.execute("PRAGMA page_size = 1024")
            }
            try connection.keepJournal(.truncated)
            return connection
        } catch {
            connection.close()
            throw error
        }
    }
}
