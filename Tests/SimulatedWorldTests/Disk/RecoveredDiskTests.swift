import EventsAndEffects
import Testing

@testable import SimulatedWorld

@Suite("What an inspection finds on a disk") struct RecoveredDiskTests {
    private func disk(holding bytes: [UInt8]) -> SimulatedDisk {
        let disk = SimulatedDisk()
        bytes.withUnsafeBytes { disk.create(OpenedStore.fileName).write($0, at: 0) }
        return disk
    }

    @Test func `A database that cannot be read is an error, and ends nothing`() {
        let rubble = disk(holding: Array(repeating: 0x5A, count: 4_096))
        #expect(throws: StoreError.self) { try RecoveredDisk(rubble) }
    }

    @Test func `So is one without the tables of a store`() throws {
        let empty = try RecoveredDisk(SimulatedDisk())
        #expect(throws: StoreError.self) { try empty.forEachRow { _ in } }
        #expect(throws: StoreError.self) { try empty.read() }
    }
}
