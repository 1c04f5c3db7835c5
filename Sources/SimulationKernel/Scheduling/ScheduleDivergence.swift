/// Where, and how, a run departed from the schedule that it was to repeat.
public struct ScheduleDivergence: Error, Hashable, Sendable {
    /// In what respect the run is not the recorded one.
    public enum Reason: Hashable, Sendable {
        /// Another number of entries was ready than in the recording.
        case alternativesDiffer(recorded: Int, found: Int)
        /// There was a choice where the recording had none.
        case choiceUnexpected(alternatives: Int)
        /// The recording had a choice where the run had none.
        case choiceMissing(recordedAlternatives: Int)
        /// There was a choice after the last one of the recording.
        case recordingEnded
        /// The run was over and the recording was not.
        case runEndedEarly(decisionsLeft: Int)
    }

    /// The number of steps before the departure.
    public let step: UInt64
    /// In what respect.
    public let reason: Reason
}

extension ScheduleDivergence: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        switch reason {
        case .alternativesDiffer(let recorded, let found):
            "step \(step): \(found) entries are ready, the schedule was recorded with \(recorded)"
        case .choiceUnexpected(let alternatives):
            "step \(step): a choice between \(alternatives) that the recorded schedule lacks"
        case .choiceMissing(let recorded):
            "step \(step): the recorded schedule has a choice between \(recorded), the run none"
        case .recordingEnded:
            "step \(step): a choice after the recorded schedule ended"
        case .runEndedEarly(let left):
            "step \(step): the run ended with \(left) recorded decisions left"
        }
    }
}
