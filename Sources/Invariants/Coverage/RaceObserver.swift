import Histories

/// Sees two calls of one operation on the same effect open at once.
final class RaceObserver {
    static let interests: [FactKind] = [
        .storeCalled, .storeReturned, .storeRefused, .serverCrashed,
    ]

    /// The calls on an effect that have not returned.
    private var open: [Fact] = []

    func observe(_ fact: Fact) -> Int {
        switch fact.kind {
        case .storeCalled:
            guard let effect = fact.effect else { return 0 }
            let isRace = open.contains {
                $0.effect == effect && $0.operation == fact.operation
            }
            open.append(fact)
            return isRace ? 1 : 0
        case .serverCrashed: open.removeAll { $0.instance == fact.instance }
        default: open.removeAll { $0.call == fact.call }
        }
        return 0
    }
}
