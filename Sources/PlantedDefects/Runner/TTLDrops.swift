import EventsAndEffects

extension PlantedDefect {
    /// Who comes back after a day finds nothing.
    static let ttlDrops = PlantedDefect(
        "ttl-drops",
        "Effects older than 24 hours are failed though they were never delivered.",
        expected: ["durability.responses"],
        parts: { parts in
            parts.changeRunner { $0.configuration.effectTTL = .seconds(24 * 60 * 60) }
        }
    )
}
