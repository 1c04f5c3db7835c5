import EventsAndEffects
import SimulatedWorld
import SimulationKernel
import Testing

/// What SQLite promises of a disk that keeps its own promises, and only of such a one.
@Suite("SQLite on the simulated disk") struct DiskGuaranteeTests {
    @Test(
        "Loses nothing that it acknowledged, wherever the power is lost",
        arguments: [ShortRun.Journal.production, .truncate]
    )
    func survivesPowerLoss(journal: ShortRun.Journal) throws {
        let whole = try ShortRun(journal)
        var stream = RandomStream(seed: 1, name: "power loss of \(journal)")
        var (unacknowledged, torn) = (0, 0)
        for changes in 0...whole.changeCount {
            for _ in 1...3 {
                let disk = SimulatedDisk()
                let answered = ShortRun.run(journal, on: disk, dyingAfter: changes)
                torn += disk.losePower(using: &stream).count
                let found = try #require(ShortRun.recover(journal, disk))
                #expect(found.integrity == ["ok"], "after \(changes) changes")
                let next = whole.states[min(answered + 1, whole.states.count - 1)]
                if found.rows == next, next != whole.states[answered] { unacknowledged += 1 }
                #expect(
                    found.rows == whole.states[answered] || found.rows == next,
                    "after \(changes) changes and \(answered) answers"
                )
            }
        }
        // The trials were what they claim to be.
        #expect(whole.changeCount > 100)
        #expect(torn > 100)
        #expect(unacknowledged > 0)
    }

    @Test(
        "Is as it was, or one call further, wherever a process dies",
        arguments: ShortRun.Journal.allCases
    )
    func survivesCrash(journal: ShortRun.Journal) throws {
        let whole = try ShortRun(journal)
        for changes in 0...whole.changeCount {
            let disk = SimulatedDisk()
            let answered = ShortRun.run(journal, on: disk, dyingAfter: changes)
            let found = try #require(ShortRun.recover(journal, disk))
            #expect(found.integrity == ["ok"], "after \(changes) changes")
            let next = whole.states[min(answered + 1, whole.states.count - 1)]
            #expect(found.rows == whole.states[answered] || found.rows == next)
        }
    }

    @Test func `May forget the last commit, and breaks nothing, if a journal is deleted`() throws {
        let whole = try ShortRun(.delete)
        var stream = RandomStream(seed: 1, name: "power loss")
        var lost = 0
        for changes in 0...whole.changeCount {
            let disk = SimulatedDisk()
            let answered = ShortRun.run(.delete, on: disk, dyingAfter: changes)
            _ = disk.losePower(using: &stream)
            let found = try #require(ShortRun.recover(.delete, disk))
            #expect(found.integrity == ["ok"], "after \(changes) changes")
            let last = min(answered + 1, whole.states.count - 1)
            #expect(whole.states[max(0, answered - 1)...last].contains(found.rows))
            if answered > 0, found.rows != whole.states[answered],
                found.rows == whole.states[answered - 1]
            {
                lost += 1
            }
        }
        #expect(lost > 0)
    }

    @Test func `Loses or breaks what it acknowledged if it never syncs`() throws {
        let whole = try ShortRun(.careless)
        var stream = RandomStream(seed: 1, name: "power loss")
        var (lost, broken) = (0, 0)
        for changes in stride(from: 0, through: whole.changeCount, by: 2) {
            let disk = SimulatedDisk()
            let answered = ShortRun.run(.careless, on: disk, dyingAfter: changes)
            _ = disk.losePower(using: &stream)
            guard let found = ShortRun.recover(.careless, disk), found.integrity == ["ok"] else {
                broken += 1
                continue
            }
            let next = whole.states[min(answered + 1, whole.states.count - 1)]
            if found.rows != whole.states[answered], found.rows != next { lost += 1 }
        }
        #expect(lost > 0)
        #expect(broken > 0)
    }

    @Test func `Is deterministic: the same seed loses the same`() throws {
        func found() throws -> [InspectedRows] {
            var stream = RandomStream(seed: 7, name: "power loss")
            return try stride(from: 0, through: 150, by: 10).map { changes in
                let disk = SimulatedDisk()
                _ = ShortRun.run(.truncate, on: disk, dyingAfter: changes)
                let torn = disk.losePower(using: &stream)
                let rows = try #require(ShortRun.recover(.truncate, disk)).rows
                return InspectedRows(torn: torn.map(\.description), events: rows.events.count)
            }
        }
        #expect(try found() == found())
    }

    private struct InspectedRows: Equatable {
        let torn: [String]
        let events: Int
    }
}
