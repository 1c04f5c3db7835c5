import EventsAndEffects
import StoreConformance
import Synchronization
import Testing

@Suite("The store in memory") struct InMemoryStoreTests {
    @Test("keeps the laws of stores:", arguments: StoreLaw.all)
    func lawHolds(law: StoreLaw) async throws {
        try await law.check(InMemoryStore())
    }
}
