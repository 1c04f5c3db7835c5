import EventsAndEffects

/// A processor that plays results instead of asking agents, and notes when it was called.
final class StagedProcessor: EventProcessing, @unchecked Sendable {
    private let stage: Stage
    /// What the next calls come to, by request; then `settled`.
    var results: [String: [ProcessingResult]] = [:]
    /// How long each call takes.
    var duration: Duration = .milliseconds(100)
    /// The calls, in order: `begin r1/1`, `end r1/1`; `give-up r1`.
    private(set) var calls: [String] = []
    /// When each call was made, in milliseconds.
    private(set) var instants: [Int64] = []

    init(stage: Stage) {
        self.stage = stage
    }

    /// The shipped parts with this processor among them.
    var parts: ServerParts {
        var parts = ServerParts()
        parts.processor = { [self] _, _ in self }
        return parts
    }

    func process(
        _ request: OpenRequest,
        attempt: Int,
        under ownership: Ownership
    ) async -> ProcessingResult {
        let id = request.event.message.requestID
        note("begin \(id)/\(attempt)")
        try? await stage.pause(duration)
        note("end \(id)/\(attempt)")
        return results[id]?.isEmpty == false ? results[id]?.removeFirst() ?? .settled : .settled
    }

    func giveUp(_ request: OpenRequest, under ownership: Ownership) async -> ProcessingResult {
        note("give-up \(request.event.message.requestID)")
        return .settled
    }

    private func note(_ call: String) {
        calls.append(call)
        instants.append(stage.milliseconds)
    }
}

extension StagedStore {
    /// Stores a message as a route would, without telling any queue.
    @discardableResult
    func accept(_ request: String, of key: String, _ content: String = "Hello") throws
        -> AppendAnswer
    {
        try base.append(
            EventDraft(
                id: "\(key)/\(request)",
                sessionKey: try SessionKey(key),
                message: UserMessage(requestID: request, content: content),
                createdAt: WallInstant(milliseconds: 5)
            )
        )
    }
}
