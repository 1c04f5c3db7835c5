import Histories

extension FactLinker {
    /// What a fact may be due to, the nearest first; nil where there is nothing of the kind.
    func candidates(for fact: Fact) -> [Int?] {
        switch fact.lane {
        case .client: clientCauses(of: fact)
        case .network: networkCauses(of: fact)
        case .agent: agentCauses(of: fact)
        case .host: hostCauses(of: fact)
        case .queue, .processor, .outbox, .runner: storeCauses(of: fact)
        }
    }

    private func clientCauses(of fact: Fact) -> [Int?] {
        switch fact.kind {
        case .clientConnected: [last(.connectionOpened, on: fact.connection)]
        case .clientSent: sendingCauses(of: fact)
        case .tokenReceived: [self[ofFrame(fact, as: .tokenSent)]]
        case .terminalReceived:
            [self[ofFrame(fact, as: .terminalSent)] ?? self[ofFrame(fact, as: .errorSent)]]
        case .clientDisconnected: endingCauses(of: fact, otherSide: .connectionClosed)
        default: []
        }
    }

    private func sendingCauses(of fact: Fact) -> [Int?] {
        switch fact.frame {
        case .acknowledgement: return [last(.terminalReceived, of: fact)]
        case .cancel:
            return [
                last(.faultInjected, in: fact.session),
                last(.clientSent, of: fact, frame: .message),
            ]
        default:
            let earlier = last(.clientSent, of: fact, frame: .message)
            let occasion = latest(
                last(.clientConnected, on: fact.connection),
                last(.terminalReceived, in: fact.session)
            )
            return [occasion, earlier]
        }
    }

    /// What ended a connection: the other side, what struck it, or the end of its server.
    private func endingCauses(of fact: Fact, otherSide: FactKind) -> [Int?] {
        let opened = last(.connectionOpened, on: fact.connection) ?? 0
        let culprits = latest(
            last(.faultInjected, in: fact.session),
            last(.serverCrashed, at: fact.instance),
            last(.serverStopped, at: fact.instance),
            self[Key(kind: .phaseChanged)]
        )
        let culprit = culprits.flatMap { $0 > opened ? $0 : nil }
        return [last(otherSide, on: fact.connection), culprit]
    }

    private func networkCauses(of fact: Fact) -> [Int?] {
        switch fact.kind {
        case .frameArrived: return [self[ofFrame(fact, as: .clientSent)]]
        case .tokenSent:
            let key = Key(kind: .agentToken, session: fact.session, request: fact.request)
            return [self[key.saying(fact.content)] ?? last(.effectClaimed, of: fact)]
        case .terminalSent: return [last(.effectClaimed, of: fact)]
        case .errorSent: return [last(.frameArrived, on: fact.connection)]
        case .sendResumed: return [last(.sendBlocked, on: fact.connection)]
        case .frameDropped:
            let kinds: [FactKind] = [.tokenSent, .terminalSent, .clientSent]
            let sent = kinds.compactMap { self[ofFrame(fact, as: $0)] }.max()
            return [last(.connectionClosed, on: fact.connection), sent]
        case .connectionOpened: return [last(.clientDisconnected, in: fact.session)]
        case .connectionClosed: return endingCauses(of: fact, otherSide: .clientDisconnected)
        case .socketReleased: return [last(.connectionClosed, on: fact.connection)]
        default: return []
        }
    }

    private func agentCauses(of fact: Fact) -> [Int?] {
        let begun = last(.agentInvoked, of: fact)
        switch fact.kind {
        case .agentInvoked:
            let occasion = latest(
                last(.eventAppended, of: fact),
                last(.checkpointCommitted, in: fact.session),
                last(.agentFailed, of: fact),
                last(.agentAbandoned, of: fact),
                begun == nil && fact.attempt < 2 ? nil : last(.leaseTaken, in: fact.session)
            )
            return [occasion, last(.eventAppended, of: fact)]
        case .agentToken: return [latest(begun, last(.agentToken, of: fact))]
        case .agentFailed:
            let fault = last(.faultInjected, in: fact.session)
            let isLater = fault.map { $0 > begun ?? 0 } ?? false
            return [isLater ? fault : nil, latest(begun, last(.agentToken, of: fact))]
        case .agentTokenRefused:
            return [latest(last(.agentAbandoned, of: fact), last(.agentFinished, of: fact))]
        default: return [latest(begun, last(.agentToken, of: fact))]
        }
    }

    private func hostCauses(of fact: Fact) -> [Int?] {
        switch fact.kind {
        case .serverStarted:
            [
                latest(
                    last(.serverCrashed, at: fact.instance),
                    last(.serverStopped, at: fact.instance)
                )
            ]
        case .serverCrashed: [last(.faultInjected, at: fact.instance)]
        case .serverStopped:
            [latest(last(.faultInjected, at: fact.instance), self[Key(kind: .phaseChanged)])]
        case .faultHealed:
            [self[Key(kind: .faultInjected, session: fact.session).saying(fact.fault)]]
        case .phaseChanged: [self[Key(kind: .phaseChanged)]]
        case .storeMigrated, .storeInspected:
            [latest(last(.serverStarted, at: fact.instance), self[Key(kind: .phaseChanged)])]
        case .diskTorn: [self[Key(kind: .faultInjected)]]
        case .storeReturned, .storeRefused: [self[Key(kind: .storeCalled, number: fact.call)]]
        default: []
        }
    }
}
