public import EventsAndEffects
package import SimulatedWorld

extension Rehearsal {
    /// What is rehearsed: a server with parts of one's own in the place of shipped ones.
    ///
    ///     let fair = Rehearsal.Architecture(
    ///         name: "fair queue",
    ///         parts: ServerParts(queue: FairQueue.init),
    ///         store: CachingStore.init)
    ///
    /// The parts are the very value that production gives to `ChatServer`. Parts and store are made
    /// anew for each life of a server: what they remember dies with it, as in a process that crashes.
    ///
    /// Determinism: a run is repeatable only if the parts are. They take time, identifiers and tasks
    /// from their `ServerContext`, never from `Task { }`, `Date()` or the like, and let no order of a
    /// `Set` or `Dictionary` show.
    public struct Architecture: Sendable {
        /// The name for reports.
        public let name: String
        /// The same, as the simulation takes it.
        package let simulated: SimulatedWorld.Architecture

        /// Makes an architecture of parts, and of a store that is put before the real one: a
        /// `StoreDecorator`, for instance.
        public init(
            name: String,
            parts: ServerParts = ServerParts(),
            store: @escaping @Sendable (any Store) -> any Store = { $0 }
        ) {
            self.init(name: name) { (parts, store($0)) }
        }

        /// Makes an architecture whose parts and store know each other: `assemble` is called for
        /// each life of a server, with the real store.
        public init(
            name: String,
            assemble: @escaping @Sendable (any Store) -> (ServerParts, any Store)
        ) {
            self.name = name
            simulated = SimulatedWorld.Architecture(name: name, assemble: assemble)
        }

        /// The code that ships.
        public static let shipped = Architecture(name: SimulatedWorld.Architecture.shipped.name)
    }
}
