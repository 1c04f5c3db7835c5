package import Histories

/// Checks that the liveness phase ends quiet, and what graceful stops leave (`Stops`).
package struct LifecycleQuiescence: Checker {
    package static let invariant = Invariant(
        "lifecycle.quiescence",
        "Time goes on, what the store has refused is repeated after the retry delay, neither at once "
            + "nor much later, and the liveness phase ends quiet: every server runs, no effect pending "
            + "or executing, no event unprocessed, no task of the server unfinished after a graceful "
            + "stop, every closed socket released, no request or lane left in memory; a graceful stop "
            + "finishes or releases what its server holds, and waits for nothing else."
    )
    package static let interests: [FactKind] = [
        .phaseChanged, .storeInspected, .serverStopped, .serverCrashed, .connectionOpened,
        .connectionClosed, .socketReleased, .faultInjected, .frameArrived, .storeCalled,
        .storeReturned, .storeRefused, .agentFinished, .agentFailed, .agentAbandoned,
        .checkpointCommitted, .effectClaimed, .effectCompleted, .effectReleased, .serverInspected,
        .livelockFound, .terminalSent, .leaseLost,
    ]
    package static let needs: [FactKind] = [.phaseChanged, .eventAppended, .checkpointCommitted]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.effectCreated, .effectCompleted], for: "whether effects were delivered"),
            PartialNeed([.serverStopped], for: "whether tasks were left"),
            PartialNeed(
                [.connectionOpened, .connectionClosed, .socketReleased],
                for: "whether sockets were released"
            ),
        ]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [
            .effectCompleted, .effectFailed, .effectReleased, .serverCrashed, .connectionOpened,
            .socketReleased,
        ]
    }

    private enum Socket { case unknown, open, closed, released }

    private struct Closing {
        /// Its place among all closings.
        let number: Int
        let instance: Int
        let fact: Fact
    }

    private var sockets = NumberMap(Socket.unknown)
    /// The closings of sockets that are not released yet, by connection: ten thousand may close at
    /// once.
    private var unreleased: [Int: Closing] = [:]
    private var closingCount = 0
    private var stopped: Fact?
    private var end: Fact?
    /// The seqs of unfinished events, by session, in the inspection after the stop.
    private var left = NumberMap(SessionRows())

    private var stops: Stops
    private var residue: Residue
    private var repetitions: Repetitions
    private var leftLeases: LeftLeases
    private let instances: Int
    private let seesServers: Bool

    package init(_ context: CheckContext) {
        stops = Stops(context)
        residue = Residue(settings: context.settings)
        repetitions = Repetitions(header: context.header)
        leftLeases = LeftLeases(header: context.header)
        instances = context.settings.instances
        seesServers = context.header.isSimulated && context.header.sees(.serverStarted)
    }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .phaseChanged: change(to: fact, ledger, &findings)
        case .storeInspected: if stopped != nil { inspect(fact, ledger, &findings) }
        case .serverStopped:
            compareTasks(fact, &findings)
            leftLeases.stop(fact)
            stops.end(fact, ledger, &findings)
        case .serverCrashed:
            unreleased = unreleased.filter { $0.value.instance != fact.instance }
            stops.end(fact, ledger, &findings)
        case .faultInjected:
            guard fact.fault == "restart" else { return }
            stops.begin(fact, instances: fact.instance..<fact.instance + 1, ledger)
        case .leaseLost: repetitions.giveUp(fact)
        case .livelockFound: reportLivelock(fact, &findings)
        case .serverInspected: residue.compare(fact, ledger, &findings)
        case .frameArrived:
            residue.work(fact)
            if fact.frame == .cancel { stops.cancel(fact) }
        case .agentAbandoned:
            stops.abandon(fact, ledger, &findings)
            stops.work(fact, ledger, &findings)
        case .storeCalled, .storeReturned, .storeRefused:
            repetitions.observe(fact, ledger, &findings)
            if fact.kind == .storeRefused { leftLeases.refuse(fact) }
            residue.work(fact)
            stops.work(fact, ledger, &findings)
        case .effectReleased:
            stops.release(fact, ledger, &findings)
            stops.work(fact, ledger, &findings)
        case .agentFinished, .agentFailed, .checkpointCommitted, .effectClaimed, .effectCompleted:
            stops.work(fact, ledger, &findings)
        case .terminalSent: stops.hand(fact, ledger, &findings)
        case .connectionOpened: sockets[fact.connection] = .open
        case .connectionClosed:
            repetitions.giveUp(fact)
            close(fact, ledger, &findings)
            guard fact.origin == .server else { return }
            stops.close(fact, ledger, &findings)
            stops.work(fact, ledger, &findings)
        default:
            sockets[fact.connection] = .released
            unreleased[fact.connection] = nil
            findings.compared()
        }
    }

    private mutating func close(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard sockets[fact.connection] != .released else { return findings.compared() }
        let opened = ledger.connection(fact.connection)?.opened
        if let opened, ledger.hasEnded(incarnationOf: opened) { return }
        sockets[fact.connection] = .closed
        closingCount += 1
        unreleased[fact.connection] = Closing(
            number: closingCount,
            instance: opened?.instance ?? fact.instance,
            fact: fact
        )
    }

    package mutating func finish(_ ledger: Ledger, _ findings: inout Findings) {
        guard let end else {
            return findings.doubted("the history ends before its liveness phase does")
        }
        for closing in unreleased.values.sorted(by: { $0.number < $1.number }).map(\.fact) {
            findings.violated(
                "connection \(closing.connection), closed \(Phrase.at(closing)), is still held by "
                    + "the server at the end",
                first: closing,
                conflicting: end,
                session: closing.session
            )
        }
    }

    private mutating func change(
        to fact: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        if fact.phase == .end { end = fact }
        guard fact.phase == .stopped else { return }
        stopped = fact
        residue.stopBegins(ledger)
        if seesServers { compareServers(fact, ledger, &findings) }
        stops.begin(fact, instances: 1..<instances + 1, ledger)
        for session in ledger.sessions { compare(session, fact, &findings) }
    }

    /// No fault lasts into the liveness phase: a server that does not run there cannot start.
    private func compareServers(_ end: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        for instance in 1...instances {
            guard ledger.host(instance).incarnation == 0 else {
                findings.compared()
                continue
            }
            findings.violated(
                "instance \(instance) does not run at the end of the liveness phase",
                conflicting: end
            )
        }
    }

    private func compare(
        _ session: SessionRecord,
        _ end: Fact,
        _ findings: inout Findings
    ) {
        for request in session.requests {
            for effect in request.effects {
                guard !effect.status.isFinal else {
                    findings.compared()
                    continue
                }
                findings.violated(
                    "the effect of request \(request.request) is still "
                        + "\(effect.status.rawValue), since \(Phrase.seconds(effect.last.time)), "
                        + "at the end of the liveness phase",
                    first: effect.last,
                    conflicting: end,
                    session: session.number
                )
            }
        }
        guard session.lastSequence > session.checkpointSequence else {
            if session.lastSequence > 0 { findings.compared() }
            return
        }
        let next = session.checkpointSequence + 1
        findings.violated(
            "event \(next) of \(session.lastSequence) is still unprocessed at the end of the "
                + "liveness phase",
            first: session.request(sequence: next)?.accepted,
            conflicting: end,
            session: session.number
        )
    }

    /// The store, read after the stop, must say the same as the facts did before it.
    private mutating func inspect(
        _ fact: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        switch fact.table {
        case .events: left[fact.session].events.insert(fact.sequence)
        case .checkpoints: left[fact.session].checkpoints.insert(fact.sequence)
        case .effects where fact.status == "pending" || fact.status == "executing":
            // What the facts say is unfinished was reported when the phase ended.
            let effect = ledger.session(fact.session).effect(fact.effect)
            guard effect?.status.isFinal ?? true else { return }
            findings.violated(
                "the effect of event \(fact.sequence) is \(fact.status ?? "") in the store after "
                    + "the stop",
                first: effect?.last ?? stopped,
                conflicting: fact
            )
        case .leases: leftLeases.compare(fact, ledger.session(fact.session), &findings)
        case .end:
            for index in left.indices { compareRows(index, fact, ledger, &findings) }
            left = NumberMap(SessionRows())
        default: findings.compared()
        }
    }

    private func compareRows(
        _ index: Int,
        _ end: Fact,
        _ ledger: Ledger,
        _ findings: inout Findings
    ) {
        let committed = ledger.session(SessionNumber(index)).checkpointSequence
        for sequence in left[index].events.subtracting(left[index].checkpoints)
        where sequence <= committed {
            findings.violated(
                "event \(sequence) has no outcome in the store after the stop",
                first: stopped,
                conflicting: end,
                session: SessionNumber(index)
            )
        }
    }

    private func reportLivelock(_ fact: Fact, _ findings: inout Findings) {
        findings.violated(
            "the servers are at work for ever: \(fact.count ?? 0) steps have run at "
                + "\(Phrase.seconds(fact.time)), and time does not go on",
            conflicting: fact
        )
    }

    private func compareTasks(_ fact: Fact, _ findings: inout Findings) {
        guard let count = fact.count, count > 0 else { return findings.compared() }
        findings.violated(
            "instance \(fact.instance) had \(count) unfinished \(count == 1 ? "task" : "tasks") "
                + "after its graceful stop \(Phrase.at(fact))",
            conflicting: fact
        )
    }
}
