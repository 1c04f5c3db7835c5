public import Histories

/// The evidence that an invariant does not hold.
public struct Violation: Sendable, Equatable {
    /// The invariant's id.
    public let invariant: String
    /// The session concerned; `.none` where there is none.
    public let session: SessionNumber
    /// What happened, in one sentence that names session, request and times.
    public let message: String
    /// The earlier fact that the other contradicts, where there is one.
    public let first: Fact?
    /// The fact at which it showed.
    public let conflicting: Fact
}
