package import EventsAndEffects

/// What is rehearsed: the shipped parts of the server, or some of them replaced.
package struct Architecture: Sendable {
    /// The name for reports.
    package let name: String
    /// Makes the parts of a server, and the store that it is given in place of the real one.
    package let assemble: @Sendable (any Store) -> (ServerParts, any Store)

    package init(
        name: String,
        assemble: @escaping @Sendable (any Store) -> (ServerParts, any Store)
    ) {
        self.name = name
        self.assemble = assemble
    }

    /// The code that ships.
    package static let shipped = Architecture(name: "shipped") { (ServerParts(), $0) }
}
