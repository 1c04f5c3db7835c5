import Histories

/// Who must get a terminal frame: every connection open from the claim to the completion, at the
/// server that claimed, whose buffer has room.
///
/// A connection that opened in the very instant of the claim may or may not have been known to the
/// server; one that was short of room in between may wait for the frame until it is too late. An
/// effect that an acknowledgement of an earlier execution completes is not executed again.
enum Audience {
    /// Compares at an `effect-completed`.
    static func compare(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        let session = ledger.session(fact.session)
        guard let effect = session.effect(fact.effect), let claim = effect.claim else { return }
        let isExecuted = effect.handovers.contains { $0.claim?.step == claim.step }
        guard isExecuted || effect.handovers.isEmpty else { return }
        for connection in session.connections {
            guard let opened = connection.opened, opened.time < claim.time,
                opened.instance == claim.instance, connection.hasHadRoom(sinceBefore: claim.time)
            else { continue }
            guard effect.handover(to: connection.number) == nil else {
                findings.compared()
                continue
            }
            findings.violated(
                "connection \(connection.number), open since \(Phrase.seconds(opened.time)), never "
                    + "got the terminal frame of request \(effect.created.request), which was "
                    + "claimed \(Phrase.at(claim)) and completed \(Phrase.at(fact))",
                first: claim,
                conflicting: fact
            )
        }
    }
}
