/// The server's only source of identifiers: a UUID in production, a counter in a simulation.
public protocol IdentifierSource: Sendable {
    /// An identifier that was never returned before, by this or any other server on the store.
    func next() -> String
}
