import EventsAndEffects

extension PlantedDefect {
    /// The timer does not wait for what it started.
    static let overlappingPolls = PlantedDefect(
        "overlapping-polls",
        "A poll starts while the last one is still at work, and takes the same effects.",
        expected: ["deduplication.execution"]
    ) { store in
        var parts = ServerParts()
        parts.runner = { OverlappingRunner(context: $0) }
        return (parts, ClaimWithoutCompareStore(store))
    }
}

/// Two runners that take turns at polling, without waiting for each other to be done.
private final class OverlappingRunner: TwinRunner, @unchecked Sendable {
    private let clock: any ServerClock
    private let interval: Duration

    override init(context: ServerContext) {
        clock = context.clock
        interval = context.configuration.effectPollInterval
        var context = context
        context.configuration.effectPollInterval = interval * 2
        super.init(context: context)
    }

    override func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.first.run() }
            group.addTask {
                guard (try? await self.clock.sleep(for: self.interval)) != nil else { return }
                await self.second.run()
            }
        }
    }

    override func pollForSession(_ session: SessionKey) async {
        await first.pollForSession(session)
    }
}
