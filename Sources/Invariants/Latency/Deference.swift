import Histories

/// Whether a server leaves a new event, for a third of a lease, to the one that has accepted it: only
/// where the client is connected are its tokens streamed, and the answer handed over at once.
///
/// Watched is a server that knows of the event from its sweeps of the shared store alone: one that had
/// taken up by then what earlier lives have left, and never had to do with the session.
struct Deference {
    private let isWatched: Bool
    /// How long an event is left to the server that has accepted it, in nanoseconds.
    private let patience: Int64
    /// The last event of each session that was accepted as it was idle.
    private var accepted = NumberMap<Fact?>(nil)
    /// The instances to which each session's client was ever connected, or that had its lease.
    private var acquainted = NumberMap<[Int]>([])

    init(_ settings: HistorySettings) {
        isWatched = settings.instances > 1
        patience = settings.lease / 3
    }

    /// Takes a connection, an event that was accepted in an idle session, or a lease that was taken.
    mutating func observe(_ fact: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        guard isWatched else { return }
        switch fact.kind {
        case .connectionOpened: acquaint(fact)
        case .eventAppended: accepted[fact.session] = fact
        case .leaseTaken: take(fact, ledger, &findings)
        default: break
        }
    }

    private mutating func acquaint(_ fact: Fact) {
        if !acquainted[fact.session].contains(fact.instance) {
            acquainted[fact.session].append(fact.instance)
        }
    }

    private mutating func take(_ lease: Fact, _ ledger: Ledger, _ findings: inout Findings) {
        defer { acquaint(lease) }
        let session = ledger.session(lease.session)
        guard let accepted = accepted[lease.session],
            session.checkpointSequence < accepted.sequence
        else { return }
        self.accepted[lease.session] = nil
        guard let request = session.request(sequence: accepted.sequence),
            !ledger.excuses(request)
        else { return }
        let elapsed = lease.time - accepted.time
        guard isStranger(lease, to: accepted, ledger), session.isConnected(to: accepted.instance),
            elapsed < patience
        else { return findings.compared() }
        findings.violated(
            "instance \(lease.instance) took the lease \(Phrase.at(lease)), "
                + "\(Phrase.seconds(elapsed)) after request \(accepted.request) was accepted at "
                + "instance \(accepted.instance), to which its client is connected; such an event is "
                + "left to that one for \(Phrase.seconds(patience))",
            first: accepted,
            conflicting: lease
        )
    }

    /// Whether who took a lease knows of an event from its sweeps alone.
    private func isStranger(_ lease: Fact, to accepted: Fact, _ ledger: Ledger) -> Bool {
        guard let recovered = ledger.host(lease.instance).recovered else { return false }
        return recovered.incarnation == lease.incarnation && recovered.step < accepted.step
            && !acquainted[lease.session].contains(lease.instance)
    }
}
