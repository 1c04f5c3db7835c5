import EventsAndEffects

extension PlantedDefect {
    /// What a socket has taken counts as read.
    static let halfOpenCountsAsSent = PlantedDefect(
        "half-open-counts-as-sent",
        "No acknowledgement is waited for: frames into a half-open connection count as delivered.",
        expected: ["durability.responses"],
        parts: { parts in
            parts.changeRunner { $0.configuration.acknowledgements = false }
        }
    )
}
