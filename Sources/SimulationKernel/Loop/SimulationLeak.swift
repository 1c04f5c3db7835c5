/// A task started with `Incarnation.start` that has not ended.
public struct UnfinishedRoot: Hashable, Sendable, CustomStringConvertible {
    /// The name of its incarnation.
    public let incarnation: String
    /// Its own name.
    public let name: String

    /// Both names, incarnation first.
    public var description: String { "'\(name)' of \(incarnation)" }
}

/// What was left of a simulation after it ended and everything that could be was unwound.
///
/// The memory of the tasks named here does not come back.
public struct SimulationLeak: Error, Hashable, Sendable {
    /// Root tasks that have not finished.
    public let roots: [UnfinishedRoot]
    /// Jobs of escaped tasks that could not be run to their end.
    public let escapedJobs: Int
    /// An escape that no run has reported, because it happened during the unwinding.
    public let unreportedEscape: Escape?

    var isEmpty: Bool { roots.isEmpty && escapedJobs == 0 && unreportedEscape == nil }
}

extension SimulationLeak: CustomStringConvertible {
    /// One sentence for each thing that was left.
    public var description: String {
        var sentences: [String] = []
        if !roots.isEmpty {
            let names = roots.map(\.description).joined(separator: ", ")
            sentences.append(
                """
                \(roots.count) root task(s) have not finished: \(names). Something they await is \
                never resumed: a continuation or a stream that was dropped, or a loop that \
                ignores that its incarnation has ended
                """
            )
        }
        if escapedJobs > 0 {
            sentences.append("\(escapedJobs) job(s) of escaped tasks did not come to an end")
        }
        if let unreportedEscape { sentences.append(unreportedEscape.description) }
        return sentences.joined(separator: "; ")
    }
}
