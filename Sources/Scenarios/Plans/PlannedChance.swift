package import Histories
internal import SimulationKernel

/// The decisions of an `on-each` trigger, one for each fact of its kind.
package struct PlannedChance: Sendable {
    /// The kind of fact.
    package let fact: FactKind
    private let probability: Share
    private var stream: RandomStream

    init(fact: FactKind, probability: Share, stream: RandomStream) {
        self.fact = fact
        self.probability = probability
        self.stream = stream
    }

    /// Decides whether the fault happens after the fact that was just observed.
    package mutating func fires() -> Bool {
        probability.occurs(using: &stream)
    }
}
