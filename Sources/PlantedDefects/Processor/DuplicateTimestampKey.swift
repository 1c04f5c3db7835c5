import EventsAndEffects

extension PlantedDefect {
    /// Two answers in one millisecond are taken for one.
    static let duplicateTimestampKey = PlantedDefect(
        "duplicate-timestamp-key",
        "The dedupe key is made from the clock: two effects of one millisecond have the same.",
        expected: ["deduplication.effect"],
        parts: { parts in
            parts.changeProcessor { $0.store = TimestampKeyStore($0.store) }
        }
    )
}

/// A store whose dedupe keys say when an effect was made.
private final class TimestampKeyStore: StoreDecorator, @unchecked Sendable {
    override func commit(_ work: UnitOfWork, under lease: Lease) async throws -> CommitAnswer {
        let effects = work.effects.map { draft in
            EffectDraft(
                id: draft.id,
                dedupeKey: "\(Effect.type)-\(work.createdAt.milliseconds)",
                frame: draft.frame
            )
        }
        return try await super.commit(work.replacingEffects(effects), under: lease)
    }
}
