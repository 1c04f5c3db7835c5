import EventsAndEffects

extension PlantedDefect {
    /// Who asks twice is answered twice.
    static let requestNotDeduplicated = PlantedDefect(
        "request-not-deduplicated",
        "A request that is sent again becomes a second event.",
        expected: ["deduplication.request"],
        store: { RepeatedRequestStore($0) }
    )
}

/// A store without a unique index on the session's request ids.
///
/// The shipped store has it: there the second event of a request goes by a name of its own, which
/// nobody sees who reads through this store.
private final class RepeatedRequestStore: StoreDecorator, @unchecked Sendable {
    private static let mark = " again as "

    override func append(_ draft: EventDraft) async throws -> AppendAnswer {
        let answer = try await super.append(draft)
        // A repeated call for the same draft is no second request.
        guard answer.isDuplicate, answer.event.id != draft.id else { return answer }
        let second = EventDraft(
            id: draft.id,
            sessionKey: draft.sessionKey,
            message: UserMessage(
                requestID: draft.message.requestID + Self.mark + draft.id,
                content: draft.message.content
            ),
            createdAt: draft.createdAt
        )
        let added = try await super.append(second)
        return AppendAnswer(
            event: Self.plain(added.event),
            position: added.position,
            isDuplicate: false
        )
    }

    override func events(of session: SessionKey, after sequence: Int) async throws -> [Event] {
        try await super.events(of: session, after: sequence).map(Self.plain)
    }

    override func unprocessed() async throws -> Sweep {
        Self.plain(try await super.unprocessed())
    }

    override func sweep(after position: SweepPosition, limit: Int) async throws -> Sweep {
        Self.plain(try await super.sweep(after: position, limit: limit))
    }

    private static func plain(_ sweep: Sweep) -> Sweep {
        var sweep = sweep
        sweep.events = sweep.events.map(plain)
        return sweep
    }

    /// The event under the name that its client gave it.
    private static func plain(_ event: Event) -> Event {
        let name = event.message.requestID
        guard let end = name.firstRange(of: mark)?.lowerBound else { return event }
        return Event(
            id: event.id,
            sessionKey: event.sessionKey,
            sequence: event.sequence,
            message: UserMessage(
                requestID: String(name[..<end]),
                content: event.message.content
            ),
            createdAt: event.createdAt
        )
    }
}
