/// Runs the ready entry whose causal chain has the highest priority, and changes a few priorities
/// on the way: finds bugs that need few orderings to go wrong more surely than drawing each step.
///
/// PCTCP of Ozkan and others, "Randomized Testing of Distributed Systems with Probabilistic
/// Guarantees" (OOPSLA 2018), after PCT of Burckhardt and others (ASPLOS 2010). Each chain gets a
/// random priority at its birth; at `depth − 1` random choices the chain that would run falls below
/// all others. The bug's *depth* is the number of orderings between events that it needs: 1 for
/// "B before A", 2 for "A, then B, before A's next step", and so on.
///
/// What holds: a run of at most k choices over n chains hits a bug of depth d with a probability of
/// at least 1 / (n · k^(d−1)), *if* the change points are drawn over k choices, and as far as
/// `CausalChains` are chains of the program: two tasks that wait in one actor's queue are run by one
/// job, in the order of that queue. What does not hold: n is the number of chains that were ever
/// begun, not the smallest possible one, since the run is not known in advance. Nor is k: unless
/// `choices` says what to expect, the policy draws a magnitude first, one of the 17 powers of two
/// from 2^4 to 2^20, and the change points below it, which costs a factor of at most 17 · 2^(d−1).
/// It is not fair either: what asks again and again at one instant, without waiting for time to pass,
/// may starve everything else. Between instants nothing differs from any other policy: time passes
/// when nothing is ready.
///
/// Determinism: priorities are drawn from the child `chains` of the stream `scheduling`, change
/// points from its child `changes`.
public struct PriorityPolicy: Policy, @unchecked Sendable {
    // Unchecked: the chains belong to the one simulation that called `begin`, and are used on the
    // thread that drives it.

    /// The depths that can be asked for.
    public static let depths = 1...100

    /// The chains, once the simulation has begun.
    public private(set) var chains: CausalChains?
    private let depth: Int
    private let expectedChoices: Int?
    /// The choices at which a chain falls, the next one last, each with its new priority.
    private var changes: [(choice: UInt64, priority: UInt64)] = []
    private var choices: UInt64 = 0

    /// Makes the policy.
    ///
    /// - Parameters:
    ///   - depth: How many orderings the bugs need that are looked for, within `depths`.
    ///   - choices: How many choices a run is expected to have, at least 1; nil: not known.
    public init(depth: Int, choices: Int? = nil) {
        precondition(Self.depths.contains(depth), "There are depths from 1 to 100.")
        precondition(choices.map { $0 > 0 } ?? true, "A run has at least one choice.")
        self.depth = depth
        expectedChoices = choices
    }

    /// Draws the change points.
    public mutating func begin(_ stream: RandomStream) {
        chains = CausalChains(births: stream.child("chains"))
        choices = 0
        var stream = stream.child("changes")
        let magnitude = stream.uniform(in: 4...20)
        let horizon = expectedChoices.map(Int64.init) ?? 1 << magnitude
        // A later number is a lower priority only by chance: the paper's k_i are not in order.
        changes = (0..<depth - 1).map { number in
            (UInt64(stream.uniform(in: 1...horizon)), UInt64(number))
        }
        changes.sort { ($0.choice, $0.priority) > ($1.choice, $1.priority) }
    }

    /// Returns the entry of the highest priority, after the changes that are due.
    public mutating func choose(_ choice: Choice) -> Int {
        guard let chains else { preconditionFailure("A policy chooses after it has begun.") }
        choices += 1
        while let change = changes.last, change.choice <= choices {
            changes.removeLast()
            chains.move(chains.highest, to: change.priority)
        }
        return chains.highest
    }
}

extension Policy where Self == PriorityPolicy {
    /// Runs the ready entry whose causal chain has the highest priority, with `depth − 1` changes.
    public static func pct(depth: Int, choices: Int? = nil) -> PriorityPolicy {
        PriorityPolicy(depth: depth, choices: choices)
    }
}
