import EventsAndEffects
import SQLiteStorage
import StoreConformance
import Testing

@Test("The store on SQLite, in memory:", arguments: StoreLaw.all)
func lawHoldsInMemory(law: StoreLaw) async throws {
    try await law.check(try SQLiteStore(.memory))
}
