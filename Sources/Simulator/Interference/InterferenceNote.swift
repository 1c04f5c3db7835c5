/// Which sessions of a run were run alone too, and why others could not be.
package struct InterferenceNote: Equatable, Sendable {
    /// The numbers of those that were, ascending.
    package let sessions: [Int]
    /// Why the comparison means nothing for those that were asked for and were not, each reason once.
    package let reasons: [String]

    /// Puts together which sessions were run alone, and why others were not.
    package init(sessions: [Int], reasons: [String]) {
        self.sessions = sessions
        self.reasons = reasons
    }
}
