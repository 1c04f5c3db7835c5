import Histories

extension SessionState {
    /// Takes the next fact of the session.
    mutating func read(_ fact: Fact) {
        switch fact.kind {
        case .connectionOpened: connections.append((fact.connection, fact.time))
        case .connectionClosed: connections.removeAll { $0.number == fact.connection }
        case .clientSent where fact.frame == .message:
            guard !unanswered.contains(where: { $0.request == fact.request }) else { return }
            unanswered.append((fact.request, fact.time))
        case .terminalReceived:
            if unanswered.contains(where: { $0.request == fact.request }) { answered += 1 }
            unanswered.removeAll { $0.request == fact.request }
        case .eventAppended:
            queue.append(
                QueuedEvent(sequence: fact.sequence, request: fact.request, since: fact.time)
            )
        case .checkpointCommitted: queue.removeAll { $0.sequence == fact.sequence }
        default:
            readAttempt(fact)
            readEffect(fact)
        }
    }

    /// What runs on a server that died is lost.
    mutating func loseServer(_ instance: Int, at time: Int64) {
        for stream in streams where stream.instance == instance {
            enter(.lost, stream.request, at: time)
        }
        streams.removeAll { $0.instance == instance }
    }

    private mutating func readAttempt(_ fact: Fact) {
        switch fact.kind {
        case .agentInvoked:
            streams.append(
                Stream(
                    request: fact.request,
                    attempt: fact.attempt,
                    instance: fact.instance,
                    since: fact.time
                )
            )
            enter(.running, fact.request, at: fact.time)
        case .agentToken:
            for index in streams.indices where streams[index].request == fact.request {
                streams[index].tokens += 1
            }
        case .agentFinished, .agentFailed, .agentAbandoned:
            streams.removeAll { $0.request == fact.request && $0.attempt == fact.attempt }
            let isDone = fact.kind == .agentFinished
            enter(isDone ? .finished : .backingOff, fact.request, at: fact.time)
        default: break
        }
    }

    private mutating func enter(_ stage: QueuedEvent.Stage, _ request: String, at time: Int64) {
        for index in queue.indices where queue[index].request == request {
            queue[index].stage = stage
            queue[index].since = time
        }
    }

    private mutating func readEffect(_ fact: Fact) {
        let effect = fact.effect ?? fact.request
        let index = outbox.firstIndex { $0.effect == effect }
        switch fact.kind {
        case .effectCreated:
            outbox.append(OutboxRow(request: fact.request, effect: effect, since: fact.time))
        case .effectClaimed, .effectReleased:
            guard let index else { return }
            outbox[index].status = fact.kind == .effectClaimed ? "executing" : "pending"
            outbox[index].attempt = fact.attempt
            outbox[index].since = fact.time
        case .effectCompleted, .effectFailed: if let index { outbox.remove(at: index) }
        default: break
        }
    }
}
