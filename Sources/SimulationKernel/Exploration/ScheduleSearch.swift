/// Enumerates the schedules of a program that depart from the plainest one a bounded number of
/// times, each once.
///
/// Delay bounding of Emmi, Qadeer and Rakamarić ("Delay-Bounded Scheduling", POPL 2011): a schedule
/// departs where it does not run what became ready first. Most bugs need one or two departures, of
/// which there are few enough to try them all. Where the states of runs are known, what follows a
/// state is tried once: a run that comes to a state that was seen with at least as many departures
/// left has nothing more to show.
///
/// It runs nothing itself: whoever does takes candidates, runs each under
/// ``DepartingPolicy``, and gives back what choices there were.
///
/// ```swift
/// var search = ScheduleSearch(preemptions: 2)
/// while let candidate = search.next(1).first {
///     let simulation = Simulation(
///         seed: 1,
///         policy: .departures(candidate.departures),
///         recordsSchedule: true
///     )
///     …
///     search.add(.init(simulation), of: candidate)
/// }
/// ```
///
/// Determinism: candidates come in an order that depends on nothing but the traces, if these are
/// given back in the order of the candidates.
public struct ScheduleSearch: Sendable {
    /// A schedule to try.
    public struct Candidate: Hashable, Sendable {
        /// Where it departs from the plainest schedule.
        public let departures: [DepartingPolicy.Departure]
    }

    /// What choices a run had.
    public struct Trace: Sendable {
        /// How many entries were ready at each.
        public let alternatives: [UInt32]
        /// The state at each; empty if states are not told apart.
        public let states: [UInt64]

        /// Makes a trace.
        public init(alternatives: [UInt32], states: [UInt64] = []) {
            precondition(
                states.isEmpty || states.count == alternatives.count,
                "There is a state for each choice, or for none."
            )
            self.alternatives = alternatives
            self.states = states
        }
    }

    /// How many departures a schedule may have.
    public let preemptions: Int
    /// How many schedules were run.
    public private(set) var triedCount = 0
    /// How many runs came to a state that others had been in, beyond which nothing is new.
    public private(set) var mergedCount = 0
    private var candidates = [Candidate(departures: [])]
    private var nextIndex = 0
    private var openCount = 0
    /// The departures that were left in each state when it was first seen.
    private var left: [UInt64: Int] = [:]

    /// Begins a search.
    public init(preemptions: Int) {
        precondition(preemptions >= 0, "There cannot be fewer departures than none.")
        self.preemptions = preemptions
    }

    /// How many schedules are known to be left; those that they lead to are not among them.
    public var knownCount: Int { candidates.count - nextIndex + openCount }

    /// Whether every schedule within the bound was tried, or leads through states that were.
    public var isFinished: Bool { knownCount == 0 }

    /// Takes schedules to try: those with the fewest departures first, so many at most.
    public mutating func next(_ count: Int) -> [Candidate] {
        let end = min(candidates.count, nextIndex + count)
        let taken = Array(candidates[nextIndex..<end])
        nextIndex = end
        openCount += taken.count
        if nextIndex > 4_096, nextIndex > candidates.count / 2 {
            candidates.removeFirst(nextIndex)
            nextIndex = 0
        }
        return taken
    }

    /// Takes note of what choices a run had.
    public mutating func add(_ trace: Trace, of candidate: Candidate) {
        openCount -= 1
        triedCount += 1
        let departuresLeft = preemptions - candidate.departures.count
        guard departuresLeft > 0 else { return }
        let first = candidate.departures.last.map { $0.choice + 1 } ?? 0
        for choice in trace.alternatives.indices.dropFirst(first) {
            if !trace.states.isEmpty {
                let state = trace.states[choice]
                if left[state, default: 0] >= departuresLeft {
                    mergedCount += 1
                    return
                }
                left[state] = departuresLeft
            }
            for entry in 1..<Int(trace.alternatives[choice]) {
                candidates.append(
                    Candidate(
                        departures: candidate.departures + [.init(choice: choice, entry: entry)]
                    )
                )
            }
        }
    }
}

extension ScheduleSearch.Trace {
    /// The choices of a simulation that has recorded its schedule.
    public init(_ simulation: Simulation) {
        self.init(
            alternatives: simulation.recordedSchedule.decisions.map(\.alternatives),
            states: simulation.recordedStates
        )
    }
}
