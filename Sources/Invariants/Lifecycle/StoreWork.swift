import Histories

/// What a store call is to do: one operation of an instance for a session, which is repeated where the
/// store refuses it.
struct StoreWork: Hashable {
    let session: SessionNumber
    let instance: Int
    let operation: String

    init(_ operation: String, of session: SessionNumber, at instance: Int) {
        self.session = session
        self.instance = instance
        self.operation = operation
    }

    /// The work of a store call, or of its end; nil if the history does not tell.
    init?(_ call: Fact) {
        guard let operation = call.operation else { return nil }
        self.init(operation, of: call.session, at: call.instance)
    }
}
