import EventsAndEffects
import SQLiteStorage
import StoreConformance
import Testing

@Suite("The store on SQLite") struct SQLiteStoreTests {
    @Test("in memory keeps the laws of stores:", arguments: StoreLaw.all)
    func lawHoldsInMemory(law: StoreLaw) async throws {
        try await law.check(try SQLiteStore(.memory))
    }

    @Test("in a file keeps the laws of stores:", arguments: StoreLaw.leases + StoreLaw.claims)
    func lawHoldsInFile(law: StoreLaw) async throws {
        let file = try TemporaryDatabase()
        try await law.check(try SQLiteStore(file.location))
        withExtendedLifetime(file) {}
    }

    @Test("keeps what was committed when it is closed, and answers nothing any more")
    func closes() throws {
        let file = try TemporaryDatabase()
        let session = try SessionKey("u:a:t")
        let store = try SQLiteStore(file.location)
        let draft = EventDraft(
            id: "e",
            sessionKey: session,
            message: UserMessage(requestID: "r", content: "Hello"),
            createdAt: WallInstant(milliseconds: 1)
        )
        let event = try store.append(draft).event
        store.close()
        store.close()
        #expect(throws: StoreError.unavailable("the connection is closed")) {
            try store.append(draft)
        }
        #expect(throws: StoreError.unavailable("the connection is closed")) {
            try store.conversation(of: session)
        }
        #expect(try SQLiteStore(file.location).events(of: session, after: 0) == [event])
    }

    @Test("passes rows over that cannot be read, and says what is wrong with them")
    func passesCorruptRowsOver() throws {
        let store = try SQLiteStore(.memory)
        try store.connection.perform { database throws(StoreError) in
            try database.execute(
                """
                INSERT INTO events VALUES ('e', 'no key', 1, 'user_message', '{}', 1),
                    ('f', 'u:a:t', 1, 'user_message', '{}', 1)
                """
            )
        }
        let draft = EventDraft(
            id: "g",
            sessionKey: try SessionKey("u:a:other"),
            message: UserMessage(requestID: "r1", content: "Hello"),
            createdAt: WallInstant(milliseconds: 1)
        )
        let event = try store.append(draft).event
        let reasons = [
            "events: session key 'no key' has 1 components; expected userId:agentId:threadId",
            "events: payload of f",
        ]
        for sweep in [
            try store.unprocessed(), try store.sweep(after: SweepPosition(), limit: 10),
        ] {
            #expect(sweep.events == [event])
            #expect(Set(sweep.unreadable) == Set(reasons))
            #expect(sweep.position.event == 3)
        }
        let first = try store.sweep(after: SweepPosition(), limit: 2)
        #expect(first.events.isEmpty)
        #expect(first.unreadable == reasons)
        #expect(try store.sweep(after: first.position, limit: 2).events == [event])
    }

    @Test("shares a file with another one: no event is lost, none counted twice")
    func sharesFile() async throws {
        let file = try TemporaryDatabase()
        let session = try SessionKey("u:a:t")
        let (location, count) = (file.location, 60)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...2 {
                group.addTask {
                    // Each opens the file itself, so that they also race for making the tables.
                    let store = try await persist { try SQLiteStore(location) }
                    for number in 1...count {
                        let draft = EventDraft(
                            id: "event-\(writer)-\(number)",
                            sessionKey: session,
                            message: UserMessage(requestID: "\(writer)-\(number)", content: "x"),
                            createdAt: WallInstant(milliseconds: 1)
                        )
                        _ = try await persist { try store.append(draft) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let events = try SQLiteStore(location).events(of: session, after: 0)
        #expect(events.map(\.sequence) == Array(1...(2 * count)))
        #expect(Set(events.map(\.message.requestID)).count == 2 * count)
        for writer in 1...2 {
            let own = events.map(\.message.requestID).filter { $0.hasPrefix("\(writer)-") }
            #expect(own == (1...count).map { "\(writer)-\($0)" })
        }
    }

    @Test("gives a lease that two ask for at once to one of them")
    func sharesLeases() async throws {
        let file = try TemporaryDatabase()
        let location = file.location
        let sessions = try (1...20).map { try SessionKey("user-\($0):a:t") }
        let stores = try (1...2).map { _ in try SQLiteStore(location) }
        let taken = try await withThrowingTaskGroup(of: [SessionKey].self) { group in
            for (number, store) in stores.enumerated() {
                group.addTask {
                    var taken: [SessionKey] = []
                    for session in sessions {
                        let answer = try await persist {
                            try store.takeLease(
                                of: session,
                                for: "server-\(number)",
                                ifStill: nil,
                                at: WallInstant(milliseconds: 1)
                            )
                        }
                        if case .taken = answer { taken.append(session) }
                    }
                    return taken
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.sorted() == sessions.sorted())
    }
}

/// Repeats what a store could not do just now, as a server does.
private func persist<Result>(_ operation: () throws -> Result) async throws -> Result {
    while true {
        do { return try operation() } catch StoreError.unavailable { await Task.yield() }
    }
}
