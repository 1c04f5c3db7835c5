import EventsAndEffects

extension PlantedDefect {
    /// Nobody listens to a cancel.
    static let cancelIgnored = PlantedDefect(
        "cancel-ignored",
        "Cancel does nothing.",
        expected: ["protocol.frames"]
    ) { store in
        var parts = ServerParts()
        parts.processor = { DeafProcessor(SessionProcessor(context: $0, runner: $1)) }
        return (parts, store)
    }
}

/// A processor that works on a copy of each request, which no cancel reaches.
private struct DeafProcessor: EventProcessing {
    private let base: SessionProcessor

    init(_ base: SessionProcessor) {
        self.base = base
    }

    func process(
        _ request: OpenRequest,
        attempt: Int,
        under ownership: Ownership
    ) async -> ProcessingResult {
        let copy = OpenRequest(event: request.event)
        return await request.interruptible(by: { if $0 == .stopping { copy.stop() } }) {
            if request.isStopped { copy.stop() }
            return await base.process(copy, attempt: attempt, under: ownership)
        }
    }

    func giveUp(_ request: OpenRequest, under ownership: Ownership) async -> ProcessingResult {
        await base.giveUp(OpenRequest(event: request.event), under: ownership)
    }
}
