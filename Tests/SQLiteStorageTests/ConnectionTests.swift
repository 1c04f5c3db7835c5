import EventsAndEffects
import SQLiteStorage
import Testing

/// The layer over the C interface.
@Suite("A connection") struct ConnectionTests {
    private let connection: SQLiteConnection

    init() throws {
        connection = try SQLiteConnection(.memory)
        try connection.perform { database throws(StoreError) in
            try database.execute("CREATE TABLE notes(number INTEGER UNIQUE, text TEXT NOT NULL)")
        }
    }

    private func insert(_ number: Int, _ text: String) throws(StoreError) {
        try connection.perform { database throws(StoreError) in
            try database.run("INSERT INTO notes VALUES (?1, ?2)", number, text)
        }
    }

    @Test("binds and reads texts of every kind; the empty one is not null")
    func texts() throws {
        let texts = ["", "\u{0}", "a\u{0}b", "é 👩‍👩‍👧‍👦", String(repeating: "x", count: 5_000)]
        for (number, text) in texts.enumerated() { try insert(number, text) }
        #expect(try connection.column("SELECT text FROM notes ORDER BY number") == texts)
    }

    @Test("tells numbers from null")
    func numbers() throws {
        let row = try connection.perform { database throws(StoreError) in
            try database.first("SELECT ?1, ?2, NULL", Int64.min, Int.max) { row in
                [row.integer(0), row.integer(1), row.integer(2), row.isNull(2) ? 1 : 0]
            }
        }
        #expect(row == [.min, .max, 0, 1])
    }

    @Test("undoes a transaction whose body throws, and is free for the next one")
    func rollsBack() throws {
        let refusal = StoreError.unavailable("enough")
        #expect(throws: refusal) {
            try connection.perform { database throws(StoreError) in
                try database.transaction { () throws(StoreError) in
                    try database.run("INSERT INTO notes VALUES (?1, ?2)", 1, "one")
                    throw refusal
                }
            }
        }
        #expect(try connection.column("SELECT text FROM notes").isEmpty)
        try insert(1, "uno")
        #expect(try connection.column("SELECT text FROM notes") == ["uno"])
    }

    @Test("goes on with a statement that failed before, and after a change of the schema")
    func keepsStatements() throws {
        try insert(1, "one")
        #expect(
            throws: StoreError.corrupt(
                "UNIQUE constraint failed: notes.number (SQLite code 2067)"
            )
        ) { try insert(1, "two") }
        try insert(2, "two")
        try connection.perform { database throws(StoreError) in
            try database.execute("CREATE INDEX by_text ON notes(text)")
        }
        try insert(3, "three")
        #expect(try connection.column("SELECT text FROM notes").count == 3)
    }

    @Test("is refused while another connection writes, with SQLite's words")
    func busy() throws {
        let file = try TemporaryDatabase()
        let writers = try [SQLiteConnection(file.location), SQLiteConnection(file.location)]
        try writers[0].perform { database throws(StoreError) in
            try database.execute("CREATE TABLE notes(number); BEGIN IMMEDIATE")
        }
        #expect(throws: StoreError.unavailable("database is locked (SQLite code 5)")) {
            try writers[1].perform { database throws(StoreError) in
                try database.execute("PRAGMA busy_timeout = 0")
                try database.transaction {}
            }
        }
    }
}
