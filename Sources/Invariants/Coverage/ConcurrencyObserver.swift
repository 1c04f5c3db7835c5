import Histories

/// Sees so many sessions having an unanswered request at once; each time that the number is
/// reached anew counts.
final class ConcurrencyObserver {
    static let interests: [FactKind] = [.clientSent, .terminalReceived]

    private let threshold: Int
    /// The unanswered requests of each session.
    private var open = NumberMap<[String]>([])
    private var busyCount = 0

    init(_ threshold: Int) { self.threshold = threshold }

    func observe(_ fact: Fact) -> Int {
        let isOpen = open[fact.session].contains(fact.request)
        if fact.kind == .clientSent {
            guard fact.frame == .message, !isOpen else { return 0 }
            open[fact.session].append(fact.request)
            guard open[fact.session].count == 1 else { return 0 }
            busyCount += 1
            return busyCount == threshold ? 1 : 0
        }
        guard isOpen else { return 0 }
        open[fact.session].removeAll { $0 == fact.request }
        if open[fact.session].isEmpty { busyCount -= 1 }
        return 0
    }
}
