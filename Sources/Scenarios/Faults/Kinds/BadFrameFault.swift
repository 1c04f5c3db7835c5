/// A client of each chosen session sends a frame that the protocol does not allow, or that means
/// nothing, over one of its connections, drawn.
package struct BadFrameFault: Equatable, Sendable {
    /// What is wrong with the frame.
    package enum Frame: String, CaseIterable, Sendable {
        /// It is no JSON.
        case malformed
        /// Its type is none of the protocol's.
        case unknownType = "unknown-type"
        /// A message without its content.
        case missingField = "missing-field"
        /// A message for another thread than the connection's.
        case wrongThread = "wrong-thread"
        /// A message above 1 MiB.
        case oversize
        /// An acknowledgement of a request that was not made yet: it is ignored, and not held against
        /// that request once it is.
        case earlyAcknowledgement = "early-acknowledgement"
    }

    /// Which sessions.
    package var sessions: SessionSelector
    /// What is wrong.
    package var frame: Frame

    /// Makes a bad frame of those sessions' clients.
    package init(sessions: SessionSelector = .all, frame: Frame) {
        self.sessions = sessions
        self.frame = frame
    }
}
