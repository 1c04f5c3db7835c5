package import EventsAndEffects
import Testing

/// One thing that every store must do, as the body of a test.
///
/// A test target of a store runs all of them, each on an empty store of its own:
/// `@Test(arguments: StoreLaw.all) func holds(law: StoreLaw) async throws { try await law.check(…) }`.
package struct StoreLaw: Sendable, CustomTestStringConvertible {
    /// What the store must do, as a sentence.
    package let name: String
    /// Tries it on an empty store.
    package let check: @Sendable (any Store) async throws -> Void

    package var testDescription: String { name }

    init(_ name: String, _ check: @escaping @Sendable (any Store) async throws -> Void) {
        self.name = name
        self.check = check
    }

    /// All laws.
    package static let all = events + sweeps + checkpoints + claims + transitions + polls + leases
}
