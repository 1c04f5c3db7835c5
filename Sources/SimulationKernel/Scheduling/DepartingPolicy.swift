/// Runs everything in the order in which it became ready, but for a few numbered choices: one
/// schedule, named by how it departs from the plainest.
///
/// Between ``FirstInFirstOutPolicy``, which has no departures, and ``ReplayPolicy``, which knows
/// every decision of one program and no other: a few departures fit on a line, and mean something in
/// any program.
///
/// Determinism: no randomness.
public struct DepartingPolicy: Policy, @unchecked Sendable {
    // Unchecked: the chains belong to the one simulation that called `begin`, and are used on the
    // thread that drives it.

    /// One choice at which something else runs than what became ready first.
    public struct Departure: Hashable, Sendable {
        /// The number of the choice, from 0.
        public let choice: Int
        /// The entry that runs, at least 1; the last one, if there are not so many.
        public let entry: Int

        /// Makes a departure.
        public init(choice: Int, entry: Int) {
            precondition(choice >= 0 && entry >= 1, "A departure takes another than the first.")
            self.choice = choice
            self.entry = entry
        }
    }

    /// The chains by which states are told apart, if they are.
    public private(set) var chains: CausalChains?
    private let departures: [Departure]
    private let tellsStates: Bool
    private var next = 0
    private var choices = 0

    /// Makes the policy.
    ///
    /// - Parameters:
    ///   - departures: Where something else runs, in ascending order of the choices.
    ///   - tellsStates: Whether to keep the causal chains that `Simulation.recordedStates` needs.
    public init(_ departures: [Departure], tellsStates: Bool = false) {
        precondition(
            zip(departures, departures.dropFirst()).allSatisfy { $0.choice < $1.choice },
            "Departures are in ascending order of their choices."
        )
        self.departures = departures
        self.tellsStates = tellsStates
    }

    /// Needs no randomness.
    public mutating func begin(_ stream: RandomStream) {
        chains = tellsStates ? CausalChains() : nil
        next = 0
        choices = 0
    }

    /// Returns 0, the oldest, unless it is time to depart.
    public mutating func choose(_ choice: Choice) -> Int {
        defer { choices += 1 }
        guard next < departures.count, departures[next].choice == choices else { return 0 }
        defer { next += 1 }
        return min(departures[next].entry, choice.alternatives - 1)
    }
}

extension Policy where Self == DepartingPolicy {
    /// Runs everything in the order in which it became ready, but for a few numbered choices.
    public static func departures(
        _ departures: [DepartingPolicy.Departure]
    ) -> DepartingPolicy {
        DepartingPolicy(departures)
    }
}
