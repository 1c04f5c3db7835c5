/// What a WebSocket frame is, as read at the seam.
public enum FrameKind: String, CaseIterable, Sendable, Hashable {
    /// To the server: a user's message.
    case message
    /// To the server: stop the running reply.
    case cancel
    /// To the server: the terminal frame of a request was received.
    case acknowledgement = "ack"
    /// To the client: one token of a reply.
    case token
    /// To the client: the whole reply; a terminal frame.
    case final
    /// To the client: no reply will come; a terminal frame, or the answer to a bad frame.
    case error
    /// To the client: the request was cancelled; a terminal frame.
    case cancelled
    /// To the server: not JSON.
    case malformed
    /// To the server: a type that the protocol does not have.
    case unknownType = "unknown-type"
    /// To the server: a field is missing, unexpected or empty.
    case missingField = "missing-field"
    /// To the server: a message for another thread than the connection's.
    case wrongThread = "wrong-thread"
    /// To the server: above 1 MiB.
    case oversize
    /// To the client: a frame that the protocol does not have.
    case invalid

    /// Whether a frame of this kind ends its request.
    public var isTerminal: Bool {
        switch self {
        case .final, .error, .cancelled: true
        default: false
        }
    }

    /// Whether the server must answer a frame of this kind with an error frame and stay open.
    public var isRejected: Bool {
        switch self {
        case .malformed, .unknownType, .missingField: true
        default: false
        }
    }
}
