import EventsAndEffects

extension PlantedDefect {
    /// A server that stopped in order has, it is thought, left nothing.
    static let shutdownDropsQueue = PlantedDefect(
        "shutdown-drops-queue",
        "A graceful stop drops what is queued: the next start recovers only what a crash left.",
        expected: ["durability.responses"],
        parts: { parts in
            parts.changeQueue { context in
                context.store = CleanStopStore(
                    context.store,
                    owner: context.configuration.instanceName
                )
            }
        }
    )
}

/// A store that reports unprocessed events only to a server that still holds leases: one that
/// stopped gracefully has released them all.
private final class CleanStopStore: StoreDecorator, @unchecked Sendable {
    private let owner: String

    init(_ base: any Store, owner: String) {
        self.owner = owner
        super.init(base)
    }

    override func unprocessed() async throws -> Sweep {
        var left = try await super.unprocessed()
        if try await super.renewLeases(of: owner).isEmpty { left.events = [] }
        return left
    }
}
