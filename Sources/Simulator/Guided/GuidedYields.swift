import SimulationKernel

/// What a guided sweep can do next.
enum GuidedMove: Int, CaseIterable, Sendable {
    /// A seed that was not run before.
    case fresh
    /// A run again, with its schedule drawn anew from a choice on.
    case turn
    /// A run again, with one of the scenario's faults once more where something new was seen.
    case strike
}

/// How much each kind of move has shown so far, and so which to make next: the more new situations a
/// kind of move has shown per run lately, the more often it is made.
///
/// What pays differs between scenarios, and changes while a sweep goes on; none is ever given up.
struct GuidedYields: Sendable {
    /// How much older runs count, per run of the same kind.
    private static let memory = 0.98
    /// The share of the draws, of a hundred, that go to each kind in any case.
    private static let floor: Int64 = 8

    private var runs = [Double](repeating: 1, count: GuidedMove.allCases.count)
    private var news = [Double](repeating: 1, count: GuidedMove.allCases.count)

    /// Takes what a run has shown.
    mutating func add(_ move: GuidedMove, news count: Int) {
        runs[move.rawValue] = runs[move.rawValue] * Self.memory + 1
        news[move.rawValue] = news[move.rawValue] * Self.memory + Double(count)
    }

    /// Draws a kind of move among those that can be made.
    ///
    /// Determinism: one draw; sums of a few floating-point numbers in a fixed order.
    func draw(among moves: [GuidedMove], using stream: inout RandomStream) -> GuidedMove {
        let point = stream.uniform(in: 0...99)
        if point < Self.floor * Int64(moves.count) { return moves[Int(point / Self.floor)] }
        let yields = moves.map { news[$0.rawValue] / runs[$0.rawValue] }
        let rest = 100 - Self.floor * Int64(moves.count)
        var share = Double(point - Self.floor * Int64(moves.count)) + 0.5
        share *= yields.reduce(0, +) / Double(rest)
        for (move, yield) in zip(moves, yields) {
            share -= yield
            if share < 0 { return move }
        }
        return moves[moves.count - 1]
    }
}
