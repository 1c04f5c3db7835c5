package import Simulator

/// How much simpler a failure has become, in a line.
package struct ShrinkLine: Equatable, Sendable {
    /// Such as `100 → 1 session, 6 → 1 fault, 18402 → 41 steps`.
    package let sizes: String
    /// Where the simpler scenario is.
    package let path: String

    /// Tells of a failure that was shrunk.
    package init(_ shrunk: Shrunk, path: String) {
        let (before, after) = (shrunk.before, shrunk.after)
        sizes = [
            "\(before.sessions) → \(NumberText.count(after.sessions, "session"))",
            "\(before.faults) → \(NumberText.count(after.faults, "fault"))",
            "\(before.steps) → \(after.steps) steps",
        ].joined(separator: ", ")
        self.path = path
    }
}
