package import Histories

/// When a fault happens.
package enum Trigger: Equatable, Sendable {
    /// Once, at that virtual instant, counted from the start of the run.
    case at(Distribution<Duration>)
    /// Again and again through the safety phase, first after one interval.
    case every(Distribution<Duration>)
    /// Right after the nth fact that the condition describes, or a few steps later.
    case after(FactCondition)
    /// After every fact of that kind, with that probability.
    case onEach(FactKind, probability: Share)
    /// Before that scheduling step: what shrunk reproductions use.
    case step(Int)
    /// At that write of the disk, counted from 1 over all servers: only for a loss of power, which
    /// happens in the write's stead.
    case write(Int)

    /// The kind of fact that the trigger waits for; `nil` when it goes by time or step.
    package var fact: FactKind? {
        switch self {
        case .after(let condition): condition.fact
        case .onEach(let fact, _): fact
        case .at, .every, .step, .write: nil
        }
    }
}

/// Which of the facts sets a fault off.
package struct FactCondition: Equatable, Sendable {
    /// The kind of fact.
    package var fact: FactKind
    /// Which of them, counted from 1 across incarnations and instances; drawn once per run.
    package var nth: ClosedRange<Int> = 1...1
    /// Only facts of this session, if given.
    package var session: Int?
    /// Before which scheduling step after the fact's own, counted from 1; if not given, within the
    /// fact's own step.
    package var step: Int?

    /// Makes the condition "the first fact of that kind".
    package init(fact: FactKind) {
        self.fact = fact
    }
}
