import EventsAndEffects
import SQLiteStorage
import Testing
import rehearse_bench

/// The statements of a run, recorded and played again.
@Suite(.serialized) struct StatementTests {
    @Test func `The values of a statement are found in what SQLite makes of it`() {
        let values = ExpandedStatement.values(
            of: "INSERT INTO t VALUES(?, ?2, '?''', ?, ?)",
            as: "INSERT INTO t VALUES('it''s ?', -7, '?''', NULL, 1.5)"
        )
        #expect(values == [.text("it's ?"), .integer(-7), .null, .real(1.5)])
    }

    @Test func `A parameter that occurs twice has one value`() {
        let values = ExpandedStatement.values(
            of: "SELECT ?1 WHERE ?2 > ?1",
            as: "SELECT 3 WHERE 4 > 3"
        )
        #expect(values == [.integer(3), .integer(4)])
    }

    @Test(arguments: [
        ("SELECT ?", "SELECT "), ("SELECT ?", "SELECT 'open"), ("SELECT ?", "SELECT 1 FROM t"),
        ("SELECT ?", "DELETE 1"), ("SELECT ?", "SELECT x'00'"),
    ])
    func `Texts that do not belong together have no values`(template: String, expanded: String) {
        #expect(ExpandedStatement.values(of: template, as: expanded) == nil)
    }

    @Test func `What the first connection executes is on the tape, and can be played again`() throws
    {
        let tape = try TapeRecorder.tape {
            let connection = try SQLiteConnection(.memory)
            let other = try SQLiteConnection(.memory)
            try connection.perform { database throws(StoreError) in
                try database.execute("CREATE TABLE t(a TEXT, b INTEGER); PRAGMA user_version = 3")
                for number in 1...3 {
                    try database.run("INSERT INTO t VALUES(?, ?)", "it's \(number)", number)
                }
            }
            try other.perform { database throws(StoreError) in try database.execute("SELECT 1") }
        }
        #expect(
            tape.texts == [
                "CREATE TABLE t(a TEXT, b INTEGER);", "PRAGMA user_version = 3",
                "INSERT INTO t VALUES(?, ?)",
            ]
        )
        #expect(tape.executions.count == 5)
        #expect(tape.executions.last?.values ?? [] == [.text("it's 3"), .integer(3)])
        for place in [StatementPlayer.Place.memory, .simulatedDisk, .file] {
            #expect(try StatementPlayer(tape, on: place).play() == 5)
        }
    }
}
