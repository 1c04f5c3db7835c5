public import Histories

/// Counts how often the situations that a scenario asks for are seen.
///
/// Determinism: a function of the facts and their order. A fact costs nothing unless a situation
/// that was asked for can be told from its kind.
public final class SometimesObserver: FactSink {
    /// The situations that are counted.
    public let names: [SometimesName]
    private var counts: [Int]
    private let observers: [SituationObserver]
    private let interested: [[Int]]
    private let ledger = Ledger()
    private let needsLedger: Bool

    /// Makes an observer of some situations.
    public init(_ names: [SometimesName]) {
        self.names = names
        counts = [Int](repeating: 0, count: names.count)
        observers = names.map(SituationObserver.init)
        var interested = [[Int]](repeating: [], count: FactKind.allCases.count)
        for (index, observer) in observers.enumerated() {
            for kind in observer.interests { interested[kind.ordinal].append(index) }
        }
        self.interested = interested
        needsLedger = observers.contains { $0.needsLedger }
    }

    /// Gives the next fact to those that it may concern.
    public func record(_ fact: Fact) {
        for index in interested[fact.kind.ordinal] {
            counts[index] += observers[index].observe(fact, ledger)
        }
        if needsLedger, Ledger.interests.contains(fact.kind) { ledger.record(fact) }
    }

    /// How often each situation was seen so far, in the order of the names.
    public var seen: [(name: SometimesName, count: Int)] {
        zip(names, counts).map { (name: $0, count: $1) }
    }
}
