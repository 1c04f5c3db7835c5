import Histories

extension FactLinker {
    /// What a fact of the store may be due to, the nearest first.
    func storeCauses(of fact: Fact) -> [Int?] {
        switch fact.kind {
        case .storeCalled: callCauses(of: fact)
        case .storeReturned: [self[Key(kind: .storeCalled, number: fact.call)]]
        case .storeRefused:
            [self[Key(kind: .storeCalled, number: fact.call)], self[Key(kind: .faultInjected)]]
        case .eventAppended, .eventDuplicate: [last(.frameArrived, of: fact, frame: .message)]
        case .checkpointLoaded:
            [latest(last(.eventAppended, in: fact.session), last(.leaseTaken, in: fact.session))]
        case .checkpointCommitted: [outcome(in: fact.session)]
        case .effectCreated: [last(.checkpointCommitted, in: fact.session)]
        case .leaseTaken:
            [
                latest(
                    last(.connectionOpened, in: fact.session),
                    last(.eventAppended, in: fact.session),
                    last(.serverStarted, at: fact.instance)
                )
            ]
        case .leaseLost: [last(.leaseTaken, in: fact.session)]
        default: effectCauses(of: fact)
        }
    }

    private func effectCauses(of fact: Fact) -> [Int?] {
        let created = last(.effectCreated, of: fact)
        let claimed = last(.effectClaimed, of: fact)
        switch fact.kind {
        case .effectClaimed:
            let waiting = latest(created, last(.effectReleased, of: fact))
            let connected = last(.connectionOpened, in: fact.session)
            let isLater = (connected ?? -1) > (waiting ?? -1)
            return [isLater ? connected : nil, waiting]
        case .effectCompleted:
            let sent = last(.terminalSent, of: fact)
            return [last(.frameArrived, of: fact, frame: .acknowledgement) ?? sent, claimed]
        case .effectReleased:
            let closed = last(.connectionClosed, in: fact.session)
            let occasion =
                fact.status == "recovered"
                ? last(.serverStarted, at: fact.instance)
                : closed.flatMap { $0 > claimed ?? 0 ? $0 : nil }
            return [occasion, latest(claimed, last(.terminalSent, of: fact))]
        case .effectFailed, .effectDuplicate: return [claimed ?? created]
        default: return []
        }
    }

    private func callCauses(of fact: Fact) -> [Int?] {
        switch fact.operation {
        case "append": [last(.frameArrived, of: fact, frame: .message)]
        case "commit": [outcome(in: fact.session)]
        case "conversation":
            [latest(last(.eventAppended, in: fact.session), last(.leaseTaken, in: fact.session))]
        case "claim":
            [
                latest(
                    last(.effectCreated, in: fact.session),
                    last(.effectReleased, in: fact.session),
                    last(.connectionOpened, in: fact.session)
                )
            ]
        default: []
        }
    }

    /// How the last attempt in a session ended.
    private func outcome(in session: SessionNumber) -> Int? {
        latest(
            last(.agentFinished, in: session),
            last(.agentFailed, in: session),
            last(.agentAbandoned, in: session)
        )
    }
}
