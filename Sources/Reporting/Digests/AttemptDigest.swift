/// One attempt of the agent at an event, as it was seen.
struct AttemptDigest: Equatable {
    /// How an attempt ended.
    enum Ending: String {
        case finished
        case failed
        case abandoned
        /// The server died, or the recording ended, while it ran.
        case cutOff = "cut off"
    }

    /// The attempt's number, from 1.
    let number: Int
    /// When it began.
    let begun: Int64
    /// The server instance that asked for it.
    let instance: Int
    /// When it ended, at the latest with its server; nil if neither was seen.
    var ended: Int64?
    /// How it ended.
    var ending = Ending.cutOff
}
