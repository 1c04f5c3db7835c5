import Histories

extension Ledger {
    /// Takes a message, or a frame that concerns the effect of a request.
    func recordFrame(_ fact: Fact) {
        let session = session(fact.session)
        if fact.kind == .frameArrived, fact.frame == .message { return session.arrive(fact) }
        guard fact.kind != .frameArrived || fact.frame == .acknowledgement else { return }
        guard let request = session.request(fact.request) else { return }
        switch fact.kind {
        case .frameArrived:
            for effect in request.effects { effect.acknowledgements.append(fact) }
        case .terminalSent:
            for effect in request.effects {
                effect.handovers.removeAll { $0.sent.connection == fact.connection }
                effect.handovers.append(
                    EffectRecord.Handover(
                        sent: fact,
                        claim: effect.claim,
                        lease: session.leases[fact.instance]
                    )
                )
            }
        default:
            request.receive(fact)
            session.forgetSettled()
        }
    }

    /// Takes the commit of an outcome.
    func recordCheckpoint(_ fact: Fact) {
        let session = session(fact.session)
        session.checkpointSequence = max(session.checkpointSequence, fact.sequence)
        session.request(sequence: fact.sequence)?.commit(fact)
        session.refreshReach(at: fact.time)
    }

    /// Takes a new effect or a change of status.
    func recordEffect(_ fact: Fact) {
        let session = session(fact.session)
        guard fact.kind != .effectCreated else {
            _ = session.create(fact)
            return
        }
        guard let effect = session.effect(fact.effect) else { return }
        // A process that stalled may have read its clock before.
        let asked = session.effectCall(of: fact.instance).flatMap { asked in
            host(fact.instance).pauses.contains { $0.end?.time == asked } ? nil : asked
        }
        effect.change(fact, asked: asked)
        switch fact.kind {
        case .effectClaimed:
            effect.status = .executing
            effect.attempt = fact.attempt == 0 ? effect.attempt + 1 : fact.attempt
            effect.claim = fact
        case .effectCompleted: effect.status = .completed
        case .effectReleased: effect.status = .pending
        default: effect.status = .failed
        }
        session.execution = effect.status == .executing ? fact : nil
        session.refreshReach(at: fact.time)
        if effect.status.isFinal { session.forgetSettled() }
    }

    /// Takes a row that the harness read: a commit whose reply a crash swallowed shows only here.
    func recordRow(_ fact: Fact) {
        guard !fact.session.isNone else { return }
        let session = session(fact.session)
        switch fact.table {
        case .events where fact.sequence > session.lastSequence: session.accept(fact)
        case .checkpoints where fact.sequence > session.checkpointSequence:
            recordCheckpoint(fact)
        case .effects: adopt(fact, session)
        default: break
        }
    }

    private func adopt(_ row: Fact, _ session: SessionRecord) {
        guard let status = row.status.flatMap(EffectRecord.Status.init) else { return }
        let known = session.effect(row.effect)
        let isNew = known == nil && row.sequence > session.conversation.sequence
        guard known != nil || isNew else { return }
        let effect = known ?? session.create(row)
        guard effect.status != status || effect.attempt != row.attempt else { return }
        effect.status = status
        effect.attempt = row.attempt
        effect.change(row)
    }
}
