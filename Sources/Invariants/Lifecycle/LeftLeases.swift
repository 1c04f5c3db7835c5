import Histories

/// Compares which leases a server has left as it stopped gracefully: none, or the servers to which its
/// clients go have to wait until they run out.
///
/// A lease whose release the store has refused runs out by itself; one of an earlier life, or of a
/// server that has crashed, nobody was there to give back.
struct LeftLeases {
    private let isKnown: Bool
    /// The life of each instance that has stopped gracefully last.
    private var stopped: [Int: Fact] = [:]
    /// The last life of each instance in which the store refused to release leases.
    private var refused: [Int: Int] = [:]

    init(header: HistoryHeader) { isKnown = header.isSimulated }

    /// Takes the end of a graceful stop.
    mutating func stop(_ fact: Fact) { stopped[fact.instance] = fact }

    /// Takes a `store-refused`.
    mutating func refuse(_ fact: Fact) {
        if fact.operation == "release-leases" { refused[fact.instance] = fact.incarnation }
    }

    /// Compares a row of the leases after all servers have stopped.
    func compare(_ row: Fact, _ session: SessionRecord, _ findings: inout Findings) {
        guard isKnown, let taken = session.lease, taken.generation == row.generation,
            let stop = stopped[taken.instance], stop.incarnation == taken.incarnation,
            refused[taken.instance] != taken.incarnation
        else { return }
        guard row.status == "held" else { return findings.compared() }
        findings.violated(
            "\(Phrase.incarnation(taken)) has the lease that it took \(Phrase.at(taken)) still after "
                + "its graceful stop, done \(Phrase.at(stop))",
            first: taken,
            conflicting: row
        )
    }
}
