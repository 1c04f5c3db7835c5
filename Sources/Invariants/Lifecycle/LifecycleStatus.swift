package import Histories

/// Checks that effects move through their states as they may, in the store and nowhere else.
package struct LifecycleStatus: Checker {
    package static let invariant = Invariant(
        "lifecycle.status",
        "Effects move only pending → executing → completed, failed or pending, failed only by a "
            + "configured effect-ttl, and then instead of a delivery, completed only by one; "
            + "attempt_count grows by one at each claim and at nothing else; "
            + "completed and failed are final; no row disappears; rows tell when they were made "
            + "and changed.",
        specification: ["FR-003", "FR-017", "FR-022", "FR-024"]
    )
    package static let interests: [FactKind] = [
        .effectClaimed, .effectCompleted, .effectReleased, .effectFailed, .storeInspected,
        .serverCrashed, .terminalSent, .faultInjected,
    ]
    package static let needs: [FactKind] = [.effectCreated, .effectClaimed]

    package static func partialNeeds(with settings: HistorySettings) -> [PartialNeed] {
        [
            PartialNeed([.effectCompleted], for: "whether completed is final"),
            PartialNeed([.storeInspected], for: "whether a row disappears"),
        ]
    }

    package static func explanations(with settings: HistorySettings) -> [FactKind] {
        [.effectCompleted, .effectReleased, .effectFailed]
    }

    /// The held effects that the current inspection has found, by session.
    private var found = NumberMap<[String]>([])
    /// How many rows of forgotten effects the current inspection has found, by session.
    private var forgotten = NumberMap<Int>(0)
    private var hasCrashed = false

    private let hasTimeToLive: Bool
    private let completions: Completions
    private var expiry: Expiry
    private var rowTimes: RowTimes

    package init(_ context: CheckContext) {
        hasTimeToLive = context.settings.effectTimeToLive != nil
        completions = Completions(header: context.header)
        expiry = Expiry(header: context.header)
        rowTimes = RowTimes(header: context.header)
    }

    package mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        switch fact.kind {
        case .serverCrashed: hasCrashed = true
        case .storeInspected: inspect(fact, ledger, &findings)
        case .terminalSent: expiry.observe(fact, ledger, &findings)
        case .faultInjected:
            expiry.observe(fact, ledger, &findings)
            rowTimes.observe(fact)
        default: compareMove(fact, ledger.session(fact.session), &findings)
        }
    }

    private func compareMove(
        _ fact: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        let to = Self.target(of: fact.kind)
        guard let effect = session.effect(fact.effect) else {
            let isKnown = session.accepted.contains(fact.request)
            guard isKnown else { return }
            return findings.violated(
                "the effect of request \(fact.request) became \(to.rawValue) \(Phrase.at(fact)), "
                    + "though it had been completed or was never created",
                conflicting: fact
            )
        }
        guard Self.isLegal(effect.status, to) else {
            return findings.violated(
                "the effect of request \(effect.created.request) became \(to.rawValue) "
                    + "\(Phrase.at(fact)), though it was \(effect.status.rawValue) since "
                    + Phrase.seconds(effect.last.time),
                first: effect.last,
                conflicting: fact
            )
        }
        guard to != .failed || hasTimeToLive else {
            return findings.violated(
                "the effect of request \(effect.created.request) was given up \(Phrase.at(fact)), "
                    + "though no effect-ttl is configured",
                first: effect.last,
                conflicting: fact
            )
        }
        if to == .completed { completions.compare(fact, of: effect, &findings) }
        if to == .failed {
            let request = session.request(effect.created.request)
            expiry.compareEnd(of: effect, request, fact, in: session, &findings)
        }
        let expected = effect.attempt + (to == .executing ? 1 : 0)
        guard fact.attempt == 0 || fact.attempt == expected else {
            return findings.violated(
                "the attempt_count of the effect of request \(effect.created.request) was "
                    + "\(fact.attempt) when it became \(to.rawValue) \(Phrase.at(fact)); expected "
                    + "\(expected)",
                first: effect.last,
                conflicting: fact
            )
        }
        findings.compared()
    }

    private static func target(of kind: FactKind) -> EffectRecord.Status {
        switch kind {
        case .effectClaimed: .executing
        case .effectCompleted: .completed
        case .effectReleased: .pending
        default: .failed
        }
    }

    private static func isLegal(
        _ from: EffectRecord.Status,
        _ to: EffectRecord.Status
    ) -> Bool {
        switch (from, to) {
        case (.pending, .executing), (.executing, .completed), (.executing, .failed),
            (.executing, .pending):
            true
        default: false
        }
    }

    // MARK: Inspection

    private mutating func inspect(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        if !fact.session.isNone {
            rowTimes.compare(fact, in: ledger.session(fact.session), &findings)
        }
        if fact.table == .effects { compareRow(fact, ledger.session(fact.session), &findings) }
        guard fact.table == .end else { return }
        for session in ledger.sessions { comparePresence(session, fact, &findings) }
        found = NumberMap([])
        forgotten = NumberMap(0)
        hasCrashed = false
    }

    private mutating func compareRow(
        _ row: Fact,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard let status = row.status.flatMap(EffectRecord.Status.init) else {
            return findings.violated(
                "the effect of event \(row.sequence) has the status "
                    + "\(Phrase.quote(row.status ?? "")) \(Phrase.at(row))",
                conflicting: row
            )
        }
        guard let effect = session.effect(row.effect) else {
            compareForgotten(row, status, session, &findings)
            return
        }
        found[row.session].append(effect.id)
        let isSame = status == effect.status && row.attempt == effect.attempt
        let attempt = effect.attempt + (status == .executing ? 1 : 0)
        let isStep = Self.isLegal(effect.status, status) && row.attempt == attempt
        guard !isSame, !(hasCrashed && isStep) else { return findings.compared() }
        findings.violated(
            "the effect of request \(effect.created.request) is \(status.rawValue) with "
                + "attempt_count \(row.attempt) in the store \(Phrase.at(row)); it became "
                + "\(effect.status.rawValue) with \(effect.attempt) \(Phrase.at(effect.last))",
            first: effect.last,
            conflicting: row
        )
    }

    private mutating func compareForgotten(
        _ row: Fact,
        _ status: EffectRecord.Status,
        _ session: SessionRecord,
        _ findings: inout Findings
    ) {
        guard row.sequence <= session.conversation.sequence else { return }
        forgotten[row.session] += 1
        guard !status.isFinal else { return findings.compared() }
        findings.violated(
            "the effect of event \(row.sequence) is \(status.rawValue) in the store "
                + "\(Phrase.at(row)), though it had been completed or had failed",
            conflicting: row
        )
    }

    private func comparePresence(
        _ session: SessionRecord,
        _ end: Fact,
        _ findings: inout Findings
    ) {
        for request in session.requests {
            for effect in request.effects
            where !found[session.number].contains(effect.id) && !effect.id.isEmpty {
                findings.violated(
                    "the effect of request \(effect.created.request), created "
                        + "\(Phrase.at(effect.created)), is not in the store \(Phrase.at(end))",
                    first: effect.created,
                    conflicting: end,
                    session: session.number
                )
            }
        }
        let missing = session.forgottenEffectCount - forgotten[session.number]
        guard missing > 0 else { return }
        findings.violated(
            "\(missing) completed or failed effects are not in the store \(Phrase.at(end))",
            conflicting: end,
            session: session.number
        )
    }
}
