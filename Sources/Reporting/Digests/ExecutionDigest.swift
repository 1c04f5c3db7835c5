/// One execution of an effect, from its claim on.
struct ExecutionDigest: Equatable {
    /// What ended an execution.
    enum Ending {
        case completed
        case released
        case failed
        /// The server ended before it.
        case abandoned
    }

    /// A terminal frame given to a socket.
    struct Handover: Equatable {
        let time: Int64
        let connection: Int
    }

    /// Its number: the effect's attempt_count after the claim.
    let number: Int
    /// When the effect was claimed.
    let claimed: Int64
    /// The server instance that claimed it.
    let instance: Int
    /// The incarnation of that instance.
    let incarnation: Int
    /// To which connections the frame was handed.
    var handovers: [Handover] = []
    /// When it ended; nil if that was not seen.
    var ended: Int64?
    /// What ended it.
    var ending = Ending.abandoned
}
