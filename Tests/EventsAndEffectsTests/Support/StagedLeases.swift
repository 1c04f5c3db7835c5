import EventsAndEffects
import Logging
import SimulationKernel

extension Stage {
    /// A lease keeper of its own, which renews only if it runs.
    func keeper(
        _ name: String,
        runs: Bool = true,
        registry: ConnectionRegistry = ConnectionRegistry()
    ) -> LeaseKeeper {
        var configuration = ServerConfiguration()
        configuration.instanceName = name
        let keeper = LeaseKeeper(
            configuration: configuration,
            store: store,
            registry: registry,
            clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        if runs { process.start("keeper of \(name)") { await keeper.run() } }
        return keeper
    }

    /// A connection of a session that no server has taken up.
    func connection(of session: SessionKey) -> Connection {
        Connection(
            sessionKey: session,
            socket: socket(),
            configuration: ServerConfiguration(),
            clock: clock,
            scope: TaskScope()
        )
    }
}
