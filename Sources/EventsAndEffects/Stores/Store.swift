/// Everything that a server keeps: the four parts of one database.
public typealias Store = EventStore & CheckpointStore & OutboxStore & LeaseStore

/// Why a store did not do what was asked.
public enum StoreError: Error, Hashable, CustomStringConvertible {
    /// The database could not be used just now; the transaction may or may not have taken effect.
    case unavailable(String)
    /// The lease is held by somebody else by now; nothing was written.
    case leaseLost(SessionKey)
    /// A checkpoint must follow the session's last one; nothing was written.
    case outOfSequence(SessionKey, expected: Int, got: Int)
    /// A stored row cannot be read, or a row that was to be written breaks the store's rules; nothing
    /// was written.
    case corrupt(String)

    /// The text that people read.
    public var description: String {
        switch self {
        case .unavailable(let reason): "store unavailable: \(reason)"
        case .leaseLost(let session): "the lease of \(session) is held by another server"
        case .outOfSequence(let session, let expected, let got):
            "checkpoint \(got) of \(session) is out of sequence; expected \(expected)"
        case .corrupt(let what): "row breaks the rules of the store: \(what)"
        }
    }
}
