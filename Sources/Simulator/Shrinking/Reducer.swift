import Histories
import Invariants
import Scenarios

/// One way of making a failing scenario simpler.
///
/// Each makes one thing simpler and nothing more complicated, so that shrinking comes to an end.
struct Reducer: Sendable {
    /// Whether a candidate is tried at other seeds too, because it has other sessions, messages or
    /// tokens, whose draws say nothing of those that are gone.
    let triesOtherSeeds: Bool
    /// Simpler scenarios, the boldest first; whether they still fail is for others to find out.
    let candidates: @Sendable (Specimen) -> [Scenario]

    init(
        triesOtherSeeds: Bool = false,
        _ candidates: @escaping @Sendable (Specimen) -> [Scenario]
    ) {
        self.triesOtherSeeds = triesOtherSeeds
        self.candidates = candidates
    }

    /// A way that changes a copy of the scenario, where that changes anything.
    static func changing(
        triesOtherSeeds: Bool = false,
        _ change: @escaping @Sendable (inout Scenario) -> Void
    ) -> Reducer {
        Reducer(triesOtherSeeds: triesOtherSeeds) { specimen in
            var scenario = specimen.scenario
            change(&scenario)
            return [scenario]
        }
    }

    /// All ways, in the order in which they are tried: what removes much comes first.
    static let all: [Reducer] =
        knownTriggers + stepAnchors + removals + workload + triggers + extents + faultSettings
        + settings + timings
}

/// A scenario that fails, and the run that shows it.
struct Specimen: Sendable {
    let scenario: Scenario
    /// The run, with its facts.
    let run: RunOutcome
    /// What is violated in it, and how.
    let violation: Violation

    /// The seed at which it fails.
    var seed: UInt64 { run.seed }
    var facts: [Fact] { run.history?.facts ?? [] }

    /// The scenario with another fault at a place; none: without it.
    func replacing(_ index: Int, with rules: [FaultRule]) -> Scenario {
        var scenario = scenario
        scenario.faults.replaceSubrange(index...index, with: rules)
        return scenario
    }
}

/// Numbers below a count, the boldest first: 1, a half less, a quarter less, and so on to one less.
func fewer(than count: Int) -> [Int] {
    guard count > 1 else { return [] }
    var numbers = [1]
    var step = count / 2
    while step > 0 {
        if count - step > 1 { numbers.append(count - step) }
        step /= 2
    }
    return numbers
}

/// Round numbers below a count, from the least: 1, 2, 5, 10, 20, 50 and so on.
func round(below count: Int) -> [Int] {
    var numbers: [Int] = []
    var power = 1
    while power < count {
        numbers += [power, 2 * power, 5 * power].filter { $0 < count }
        power *= 10
    }
    return numbers
}
