/// Code that runs, or was about to run, outside the simulation, where it would race with it.
public struct Escape: Error, Hashable, Sendable {
    /// The rule that was broken.
    public enum Rule: Hashable, Sendable {
        /// `Task {}` or `Task.detached`, which do not inherit the simulation's executor.
        case unstructuredTask
        /// A real clock, queue or thread resumed, cancelled or called rehearsed code.
        case foreignThread
    }

    /// The rule that was broken.
    public let rule: Rule
    /// The incarnation that was running, where that is known.
    public let incarnation: String?
    /// When it was noticed.
    public let instant: VirtualInstant
    /// The number of steps executed until then.
    public let step: UInt64
}

extension Escape.Rule: CustomStringConvertible {
    /// The rule in words, and what to use instead.
    public var description: String {
        switch self {
        case .unstructuredTask:
            "Task {} or Task.detached runs outside the simulation: use a task group or async let"
        case .foreignThread:
            """
            another thread resumed or called rehearsed code: use the injected clock instead of \
            Task.sleep or a real clock, and plain actors instead of the main actor
            """
        }
    }
}

extension Escape: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        let place = incarnation.map { " in \($0)" } ?? ""
        return "\(instant) step \(step)\(place): \(rule)"
    }
}
