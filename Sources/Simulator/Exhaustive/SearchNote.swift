/// How far a search through the schedules of a scenario came.
package struct SearchNote: Equatable, Sendable {
    /// How many departures from the plainest schedule there may be.
    package let preemptions: Int
    /// How many schedules were run.
    package private(set) var tried = 0
    /// How many of them came to a state that others had been in.
    package private(set) var merged = 0
    /// How many schedules are known and were not run; what these lead to is not known.
    package private(set) var left = 0

    /// Nothing was tried.
    init(preemptions: Int) {
        self.preemptions = preemptions
    }

    /// Adds the search at another seed.
    mutating func add(tried: Int, merged: Int, left: Int) {
        self.tried += tried
        self.merged += merged
        self.left += left
    }

    /// Whether every schedule within the bound was tried, or leads through states that were.
    package var isFinished: Bool { left == 0 }
}
