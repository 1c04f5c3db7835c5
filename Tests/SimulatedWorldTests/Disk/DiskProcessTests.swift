import EventsAndEffects
import SQLiteStorage
import SimulatedWorld
import SimulationKernel
import Testing

/// Several processes on one disk.
@Suite("A process on the simulated disk") struct DiskProcessTests {
    private let disk = SimulatedDisk()

    /// One process with its connection.
    private final class Process {
        let mount: DiskMount
        let store: SQLiteStore

        init(_ disk: SimulatedDisk) throws {
            mount = DiskMount(disk)
            store = try ShortRun.Journal.truncate.open(mount)
        }

        deinit { store.close() }

        func execute(_ sql: String) throws {
            try store.connection.perform { database throws(StoreError) in
                try database.execute(sql)
            }
        }

        var leases: [String] {
            get throws {
                try store.connection.perform { database throws(StoreError) in
                    try database.all("SELECT session_key FROM leases ORDER BY rowid") {
                        $0.text(0)
                    }
                }
            }
        }
    }

    private func lease(_ name: String) -> String {
        "INSERT INTO leases VALUES ('\(name)', 'o', 1, 0)"
    }

    @Test func `Sees what another one has committed`() throws {
        let (one, two) = (try Process(disk), try Process(disk))
        try one.execute(lease("a"))
        try two.execute(lease("b"))
        #expect(try one.leases == ["a", "b"])
        #expect(try two.leases == ["a", "b"])
    }

    @Test func `Waits for another one's transaction, without any time that passes`() throws {
        let (one, two) = (try Process(disk), try Process(disk))
        try one.execute("BEGIN IMMEDIATE; " + lease("a"))
        #expect(throws: StoreError.unavailable("database is locked (SQLite code 5)")) {
            try two.execute(lease("b"))
        }
        #expect(try two.leases == [])
        try one.execute("COMMIT")
        try two.execute(lease("b"))
        #expect(try two.leases == ["a", "b"])
    }

    @Test func `Holds no lock any more once it has died, and what it had begun is undone`() throws {
        let (one, two) = (try Process(disk), try Process(disk))
        try one.execute(lease("a"))
        try one.execute("BEGIN IMMEDIATE; " + lease("b"))
        one.mount.kill()
        #expect(try two.leases == ["a"])
        try two.execute(lease("c"))
        #expect(try two.leases == ["a", "c"])
        #expect(throws: StoreError.self) { try one.execute("COMMIT") }
        #expect(throws: StoreError.self) { try one.execute(lease("d")) }
        #expect(try two.leases == ["a", "c"])
    }

    @Test func `Recovers what another one has left half done`() throws {
        let observer = try Process(disk)
        try observer.execute(lease("a"))
        // Each time it dies a change later, until the transaction comes to its end.
        for changes in 0... {
            let writer = try Process(disk)
            writer.mount.kill(afterChanges: changes)
            let isDone = (try? writer.execute("UPDATE leases SET owner = 'new'")) != nil
            writer.mount.kill()
            let owners = try observer.store.connection.perform { database throws(StoreError) in
                try database.all("SELECT owner FROM leases") { $0.text(0) }
            }
            #expect(owners == ["o"] || owners == ["new"])
            if isDone { break }
            try observer.execute("UPDATE leases SET owner = 'o'")
        }
    }

    @Test func `A copy of the disk can be recovered and leaves the disk as it is`() throws {
        let one = try Process(disk)
        try one.execute(lease("a"))
        let counter = disk.changeCounter(of: "store")
        one.mount.kill(afterChanges: 8)
        #expect(throws: StoreError.self) { try one.execute(lease("b")) }
        let copy = disk.copy()
        #expect(try Process(copy).leases == ["a"])
        #expect(copy.changeCounter(of: "store") == counter)
        #expect(try Process(disk).leases == ["a"])
    }
}
