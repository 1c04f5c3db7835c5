/// Accepting messages, and reading back what is not processed.
extension InMemoryTables {
    mutating func append(_ draft: EventDraft) throws(StoreError) -> AppendAnswer {
        let index = makeIndex(of: draft.sessionKey)
        let request = ExactText(draft.message.requestID)
        if let row = sessions[index].eventOfRequest[request] {
            return AppendAnswer(event: events[row], position: row.position, isDuplicate: true)
        }
        guard eventIDs.insert(draft.id).inserted else {
            throw .corrupt("events: id \(draft.id) is there already")
        }
        let row = events.count
        let event = Event(
            id: draft.id,
            sessionKey: draft.sessionKey,
            sequence: sessions[index].events.count + 1,
            message: draft.message,
            createdAt: draft.createdAt
        )
        events.append(event)
        sessions[index].events.append(row)
        sessions[index].eventOfRequest[request] = row
        if isObserved {
            changes.append(
                .eventInserted(
                    session: draft.sessionKey.text,
                    sequence: event.sequence,
                    id: event.id,
                    payload: draft.message.payload
                )
            )
        }
        return AppendAnswer(event: event, position: row.position, isDuplicate: false)
    }

    func events(of session: SessionKey, after sequence: Int) -> [Event] {
        guard let index = index(of: session) else { return [] }
        return sessions[index].events.dropFirst(max(sequence, 0)).map { events[$0] }
    }

    func unprocessed() -> Sweep {
        var open: [Int] = []
        for session in sessions { open += session.events.dropFirst(session.turns.count) }
        return Sweep(
            events: open.sorted().map { events[$0] },
            cancellations: cancellations.filter {
                isOpen($0.requestID, of: $0.sessionKey)
            },
            position: SweepPosition(
                event: Int64(events.count),
                cancellation: Int64(cancellations.count)
            )
        )
    }

    func sweep(after position: SweepPosition, limit: Int) -> Sweep {
        let events = events.dropFirst(Int(position.event)).prefix(max(limit, 0))
        // What is cancelled may be an event that is still to be read.
        let isCut = events.count >= max(limit, 0)
        let cancellations = isCut ? [] : cancellations.dropFirst(Int(position.cancellation))
        return Sweep(
            events: Array(events),
            cancellations: Array(cancellations),
            position: SweepPosition(
                event: position.event + Int64(events.count),
                cancellation: position.cancellation + Int64(cancellations.count)
            )
        )
    }

    mutating func cancel(request requestID: String, of session: SessionKey) {
        guard isOpen(requestID, of: session), let index = index(of: session),
            sessions[index].cancelled.insert(ExactText(requestID)).inserted
        else { return }
        cancellations.append(Cancellation(sessionKey: session, requestID: requestID))
    }

    /// Whether the session has that request, and it has no checkpoint yet.
    private func isOpen(_ requestID: String, of session: SessionKey) -> Bool {
        guard let index = index(of: session),
            let row = sessions[index].eventOfRequest[ExactText(requestID)]
        else { return false }
        return events[row].sequence > sessions[index].turns.count
    }
}
