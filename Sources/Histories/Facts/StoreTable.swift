/// The table that a `store-inspected` fact shows a row of.
public enum StoreTable: String, CaseIterable, Sendable, Hashable {
    /// Events: session, sequence, request, content.
    case events
    /// Checkpoints: session, sequence, messages.
    case checkpoints
    /// Effects in creation order: session, sequence, request, effect, status, attempt, dedupeKey,
    /// frame, content.
    case effects
    /// Leases: session, generation, status (`held` or `free`).
    case leases
    /// No table: the inspection is complete.
    case end
}
