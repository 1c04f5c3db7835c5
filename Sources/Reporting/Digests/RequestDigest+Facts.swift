import Histories

extension RequestDigest {
    /// Takes the next fact of the request, which is the one at `position` of all.
    mutating func note(_ fact: Fact, at position: Int) {
        switch fact.kind {
        case .clientSent where fact.frame == .message:
            sent = sent ?? fact.time
            sendCount += 1
        case .eventAppended:
            appended = fact.time
            sequence = fact.sequence
        case .eventDuplicate: duplicateCount += 1
        case .agentInvoked:
            attempts.append(
                AttemptDigest(number: fact.attempt, begun: fact.time, instance: fact.instance)
            )
        case .agentFinished: endAttempt(fact, .finished)
        case .agentFailed: endAttempt(fact, .failed)
        case .agentAbandoned: endAttempt(fact, .abandoned)
        case .checkpointCommitted:
            committed = fact.time
            outcome = fact.status
        case .effectCreated: created = created ?? fact.time
        case .tokenReceived:
            firstToken = firstToken ?? fact.time
            tokenCount += 1
        case .terminalReceived:
            receivedCount += 1
            guard received == nil else { return }
            received = fact.time
            receivedFrame = fact.frame
            receivedPosition = position
        default: noteExecution(fact)
        }
    }

    private mutating func noteExecution(_ fact: Fact) {
        switch fact.kind {
        case .effectClaimed:
            executions.append(
                ExecutionDigest(
                    number: fact.attempt,
                    claimed: fact.time,
                    instance: fact.instance,
                    incarnation: fact.incarnation
                )
            )
        case .terminalSent:
            guard !executions.isEmpty else { return }
            executions[executions.count - 1].handovers.append(
                .init(time: fact.time, connection: fact.connection)
            )
        case .effectCompleted:
            completed = fact.time
            endExecution(fact, .completed)
        case .effectReleased: endExecution(fact, .released)
        case .effectFailed: endExecution(fact, .failed)
        default: break
        }
    }

    private mutating func endAttempt(_ fact: Fact, _ ending: AttemptDigest.Ending) {
        guard let index = attempts.lastIndex(where: { $0.number == fact.attempt }) else { return }
        attempts[index].ended = fact.time
        attempts[index].ending = ending
    }

    private mutating func endExecution(_ fact: Fact, _ ending: ExecutionDigest.Ending) {
        guard !executions.isEmpty else { return }
        executions[executions.count - 1].ended = fact.time
        executions[executions.count - 1].ending = ending
    }

    /// Ends the attempts of which no end was seen with their servers.
    mutating func cutOffAttempts(serverEnds: [HistoryDigest.ServerEnd]) {
        for index in attempts.indices where attempts[index].ended == nil {
            let attempt = attempts[index]
            attempts[index].ended =
                serverEnds.first { $0.instance == attempt.instance && $0.time >= attempt.begun }?
                .time
        }
    }
}
