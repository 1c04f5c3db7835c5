/// Goes along with another policy up to a choice, and from there on draws anew: schedules that share
/// a beginning.
///
/// Where the other policy is ``JitteredPolicy``, what is drawn anew is jitter again; behind any other
/// one all entries are equally likely.
///
/// Determinism: the beginning is the other policy's own, draw for draw; what follows is drawn from
/// the stream `scheduling/turn` and the turn's number below it.
public struct TurningPolicy: Policy {
    /// A choice from which on everything is drawn anew.
    public struct Turn: Hashable, Sendable {
        /// The number of the choice, from 0.
        public let choice: Int
        /// The number of the stream to draw from.
        public let stream: Int

        /// Makes a turn.
        public init(choice: Int, stream: Int) {
            precondition(choice >= 0 && stream >= 0, "Choices and streams are numbered from 0.")
            self.choice = choice
            self.stream = stream
        }
    }

    private var current: any Policy
    private let turns: [Turn]
    private var root = RandomStream(seed: 0, name: "scheduling")
    private var next = 0
    private var choices = 0

    /// Makes the policy.
    ///
    /// - Parameters:
    ///   - policy: What decides before the first turn.
    ///   - turns: The turns, in ascending order of their choices.
    public init(_ policy: any Policy, turns: [Turn]) {
        precondition(
            zip(turns, turns.dropFirst()).allSatisfy { $0.choice < $1.choice },
            "Turns are in ascending order of their choices."
        )
        current = policy
        self.turns = turns
    }

    /// Gives the stream to the other policy.
    public mutating func begin(_ stream: RandomStream) {
        root = stream
        current.begin(stream)
    }

    /// Lets whoever decides choose.
    public mutating func choose(_ choice: Choice) throws(ScheduleDivergence) -> Int {
        if next < turns.count, turns[next].choice == choices {
            var fresh: any Policy = current is JitteredPolicy ? JitteredPolicy() : RandomPolicy()
            fresh.begin(root.child("turn").child(turns[next].stream))
            current = fresh
            next += 1
        }
        choices += 1
        return try current.choose(choice)
    }

    /// The chains of the policy before the first turn: the loop keeps them as long as it is asked.
    public var chains: CausalChains? { next == 0 ? current.chains : nil }
}
