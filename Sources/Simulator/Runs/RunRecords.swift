package import SimulationKernel

/// What of a run is to be recorded beside its facts.
struct RunRecording: OptionSet, Sendable {
    let rawValue: UInt8

    /// Every decision.
    static let schedule = RunRecording(rawValue: 1)
    /// The state at every decision; needs the schedule, and a policy of departures.
    static let states = RunRecording(rawValue: 2)
    /// The situations that it comes through.
    static let coverage = RunRecording(rawValue: 4)
    /// Where each of them was first seen; needs the coverage.
    static let anchors = RunRecording(rawValue: 8)
}

/// What was recorded of a run beside its facts.
package struct RunRecords: Sendable {
    /// Every decision, if they were recorded.
    package var schedule: Schedule?
    /// The state at every decision, if they were recorded.
    var states: [UInt64] = []
    /// The situations that it came through, in ascending order, if they were recorded.
    var coverage: [UInt64] = []
    /// Where each was first seen, in the safety phase, in order, if that was recorded.
    var anchors: [CoverageAnchor] = []

    /// Nothing was recorded.
    package init() {}
}
