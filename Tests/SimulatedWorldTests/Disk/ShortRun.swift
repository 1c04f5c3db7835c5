import EventsAndEffects
import SQLiteStorage
import SimulatedWorld
import SimulationKernel

/// A few messages from their acceptance to their delivery, call by call, on a disk.
struct ShortRun {
    /// How the database is opened.
    enum Journal: String, CaseIterable, Sendable {
        /// As the server in production does.
        case production
        /// As a rehearsed server does: a rollback journal that two processes can share.
        case truncate
        /// With a journal that is deleted to commit, and a directory that is not synced.
        case delete
        /// Without a single sync.
        case careless

        private var pragmas: String {
            switch self {
            case .production, .truncate: "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL"
            case .delete: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL"
            case .careless: "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF"
            }
        }

        func open(_ mount: DiskMount) throws -> SQLiteStore {
            let location = SQLiteConnection.Location.file("store", fileSystem: mount.name)
            if self == .production { return try SQLiteStore(location) }
            let connection = try SQLiteConnection(location)
            try connection.perform { database throws(StoreError) in
                try database.execute("PRAGMA page_size = 1024; \(pragmas)")
            }
            return try SQLiteStore(connection: connection)
        }
    }

    /// The rows of the store after each number of calls.
    let states: [InspectedStore]
    /// How many changes of the disk the whole run takes, the opening included.
    let changeCount: Int

    private static let now = WallInstant(milliseconds: 1_000)

    /// Runs to the end, and remembers what it sees.
    init(_ journal: Journal) throws {
        let mount = DiskMount(SimulatedDisk())
        let store = try journal.open(mount)
        var states = [try StoreInspector(connection: store.connection).read()]
        for call in try Self.calls() {
            try call(store)
            states.append(try StoreInspector(connection: store.connection).read())
        }
        self.states = states
        changeCount = mount.changeCount
        store.close()
    }

    /// Runs on a disk until the process dies, after so many changes.
    ///
    /// - Returns: how many calls were answered.
    static func run(_ journal: Journal, on disk: SimulatedDisk, dyingAfter changes: Int) -> Int {
        let mount = DiskMount(disk)
        mount.kill(afterChanges: changes)
        var answered = 0
        if let store = try? journal.open(mount), let calls = try? calls() {
            for call in calls {
                guard !mount.isDead, (try? call(store)) != nil else { break }
                answered += 1
            }
            store.close()
        }
        return answered
    }

    /// What the next process finds: its rows, and what SQLite says of the file; nil if it cannot be
    /// opened.
    static func recover(
        _ journal: Journal,
        _ disk: SimulatedDisk
    ) -> (rows: InspectedStore, integrity: [String])? {
        let mount = DiskMount(disk)
        defer { withExtendedLifetime(mount) {} }
        guard let store = try? journal.open(mount) else { return nil }
        defer { store.close() }
        let integrity = try? store.connection.perform { database throws(StoreError) in
            try database.all("PRAGMA integrity_check") { $0.text(0) }
        }
        guard let integrity,
            let rows = try? StoreInspector(connection: store.connection).read()
        else { return nil }
        return (rows, integrity)
    }

    private typealias Call = (SQLiteStore) throws -> Void

    private static func calls() throws -> [Call] {
        let session = try SessionKey("ann:helper:one")
        let lease = Lease(sessionKey: session, owner: "a", generation: 1, renewal: 0)
        let takeLease: Call = {
            _ = try $0.takeLease(of: session, for: "a", ifStill: nil, at: now)
        }
        return try [takeLease] + (1...4).flatMap { try message($0, under: lease) }
    }

    private static func message(_ number: Int, under lease: Lease) throws -> [Call] {
        let draft = EventDraft(
            id: "event-\(number)",
            sessionKey: lease.sessionKey,
            message: UserMessage(requestID: "r\(number)", content: "Message \(number)"),
            createdAt: now
        )
        // Longer than a page.
        let answer = String(repeating: "word \(number) ", count: 250)
        let work = UnitOfWork(
            sessionKey: lease.sessionKey,
            sequence: number,
            turn: Turn(question: "Message \(number)", outcome: .answered(answer)),
            effects: [
                EffectDraft(
                    id: "effect-\(number)",
                    checkpointID: "\(lease.sessionKey.text):\(number)",
                    ordinal: 1,
                    frame: TerminalFrame(
                        requestID: "r\(number)",
                        body: .final(message: answer, latency: 5, usage: nil)
                    )
                )
            ],
            createdAt: now
        )
        return [
            { _ = try $0.append(draft) }, { _ = try $0.commit(work, under: lease) },
            { _ = try $0.claimNext(under: lease, at: now) },
            { try $0.complete("effect-\(number)", under: lease, at: now) },
        ]
    }
}
