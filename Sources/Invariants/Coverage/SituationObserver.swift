import Histories

/// Tells one situation from the facts.
enum SituationObserver {
    /// Each fact of a kind for which the predicate holds is one sighting.
    case predicate([FactKind], needsLedger: Bool, (Fact, Ledger) -> Int)
    case midStream(MidStreamObserver)
    case race(RaceObserver)
    case concurrency(ConcurrencyObserver)

    init(_ name: SometimesName) {
        switch name {
        case .concurrentSessions(let count): self = .concurrency(ConcurrencyObserver(count))
        case .situation(.midStreamDisconnect): self = .midStream(MidStreamObserver())
        case .situation(.twoRunnersRace): self = .race(RaceObserver())
        case .situation(let situation): self = Self.predicate(for: situation)
        }
    }

    /// The kinds of fact that it wants to see.
    var interests: [FactKind] {
        switch self {
        case .predicate(let kinds, _, _): kinds
        case .midStream: MidStreamObserver.interests
        case .race: RaceObserver.interests
        case .concurrency: ConcurrencyObserver.interests
        }
    }

    /// Whether it looks at what earlier facts said.
    var needsLedger: Bool {
        switch self {
        case .predicate(_, let needsLedger, _): needsLedger
        default: false
        }
    }

    /// Returns how many times the fact shows the situation.
    func observe(_ fact: Fact, _ ledger: Ledger) -> Int {
        switch self {
        case .predicate(_, _, let count): return count(fact, ledger)
        case .midStream(let observer): return observer.observe(fact)
        case .race(let observer): return observer.observe(fact)
        case .concurrency(let observer): return observer.observe(fact)
        }
    }

    private static func predicate(
        for situation: SometimesName.Situation
    ) -> SituationObserver {
        switch situation {
        case .redelivery: looking([.effectClaimed, .terminalSent], redeliveries)
        case .retry: simple(.agentInvoked) { $0.attempt > 1 }
        case .recoveredExecuting: looking([.effectReleased], recoveries)
        case .replayedEvent: looking([.agentInvoked], replays)
        case .duplicateRequestIgnored: simple(.eventDuplicate) { _ in true }
        case .duplicateEffectIgnored: simple(.effectDuplicate) { _ in true }
        case .backPressure: simple(.sendBlocked) { _ in true }
        case .tornWrite: simple(.diskTorn) { _ in true }
        case .crashInsideTransaction:
            simple(.serverCrashed) { $0.status == "inside-transaction" }
        case .committedButRefused: simple(.storeRefused) { $0.status == "committed" }
        case .crashBetweenSendAndComplete: looking([.serverCrashed], unfinishedSends)
        case .expiredEffect: simple(.effectFailed) { $0.status == "expired" }
        case .cancelled: simple(.effectCreated) { $0.frame == .cancelled }
        case .rejectedFrame: simple(.errorSent) { _ in true }
        case .migrated: simple(.storeMigrated) { _ in true }
        case .midStreamDisconnect, .twoRunnersRace:
            preconditionFailure("The situation '\(situation.rawValue)' has an observer of its own.")
        }
    }

    private static func simple(
        _ kind: FactKind,
        _ holds: @escaping (Fact) -> Bool
    ) -> SituationObserver {
        .predicate([kind], needsLedger: false) { fact, _ in holds(fact) ? 1 : 0 }
    }

    private static func looking(
        _ kinds: [FactKind],
        _ count: @escaping (Fact, Ledger) -> Int
    ) -> SituationObserver { .predicate(kinds, needsLedger: true, count) }
}

extension SituationObserver {
    private static func redeliveries(_ fact: Fact, _ ledger: Ledger) -> Int {
        let session = ledger.session(fact.session)
        if fact.kind == .effectClaimed {
            return (session.effect(fact.effect)?.attempt ?? 0) > 0 ? 1 : 0
        }
        guard let effect = session.request(fact.request)?.effects.first,
            let opened = ledger.connection(fact.connection)?.opened
        else { return 0 }
        return opened.step > effect.created.step ? 1 : 0
    }

    private static func recoveries(_ fact: Fact, _ ledger: Ledger) -> Int {
        let claim = ledger.session(fact.session).effect(fact.effect)?.claim
        guard let claim else { return 0 }
        let isOther =
            claim.instance != fact.instance || claim.incarnation != fact.incarnation
        return isOther ? 1 : 0
    }

    private static func replays(_ fact: Fact, _ ledger: Ledger) -> Int {
        let event = ledger.session(fact.session).request(sequence: fact.sequence)?.accepted
        guard let event else { return 0 }
        let isOther =
            event.instance != fact.instance || event.incarnation != fact.incarnation
        return isOther ? 1 : 0
    }

    /// The effects that a crashing server has handed over under its claim and not completed.
    private static func unfinishedSends(_ fact: Fact, _ ledger: Ledger) -> Int {
        var count = 0
        for session in ledger.sessions {
            for effect in session.requests.flatMap(\.effects)
            where effect.status == .executing && effect.claim?.instance == fact.instance {
                let claimed = effect.claim?.step ?? 0
                if effect.handovers.contains(where: { $0.sent.step > claimed }) { count += 1 }
            }
        }
        return count
    }
}
