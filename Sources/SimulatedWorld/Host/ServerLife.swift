import EventsAndEffects
import Histories
import SimulationKernel

/// One life of one server: the real server code on the incarnation's executor, and the connections
/// that it holds.
final class ServerLife {
    let place: ServerPlace
    private let server: ChatServer
    private let agents: SimulatedAgents
    /// The open connections by number, each with its place in the order in which they were taken.
    private var links: [Int: (place: Int, link: Link)] = [:]
    private var linkCount = 0
    /// Connections that were asked for while the process stalls.
    private var backlog: [Link] = []
    private var connectionsPerSession: [SessionNumber: Int] = [:]

    init(place: ServerPlace, server: ChatServer, agents: SimulatedAgents) {
        self.place = place
        self.server = server
        self.agents = agents
    }

    /// Which server, from 1.
    var instance: Int { place.instance }
    /// Which life of it, from 1.
    var number: Int { place.number }

    /// How many of the server's tasks have not ended; an agent that ignores its cancellation keeps
    /// the server's own task from ending, and is not counted.
    var unfinishedTaskCount: Int {
        place.incarnation.unfinishedRootCount - (agents.unheedingCount > 0 ? 1 : 0)
    }

    /// Runs the server.
    func run() {
        let server = server
        place.incarnation.start("server") { await server.run() }
    }

    /// Whether the process stalls.
    var isPaused: Bool { place.incarnation.isPaused }

    /// Stalls the process.
    func pause() {
        place.incarnation.pause()
    }

    /// Lets the process go on; it answers who asked for a connection meanwhile.
    func resume() {
        place.incarnation.resume()
        let waiting = backlog
        backlog = []
        for link in waiting { link.establish(with: self) }
    }

    /// Takes a request for a connection: a process that stalls answers when it goes on.
    func accept(_ link: Link) {
        if isPaused { backlog.append(link) } else { link.establish(with: self) }
    }

    /// Takes a connection: it ends with the process.
    func take(_ link: Link) {
        linkCount += 1
        links[link.number] = (linkCount, link)
        connectionsPerSession[link.session, default: 0] += 1
    }

    /// Hands a connection that was taken to the server.
    func serve(_ link: Link) {
        guard place.incarnation.isAlive else { return }
        let socket = ServerSocket(link: link, incarnation: place.incarnation)
        let key = link.observer.sessions.key(of: link.session)
        guard let ids = link.ids ?? key.flatMap({ try? SessionKey($0) }).map(ConnectionIDs.init)
        else { preconditionFailure("A client's session key was checked with its scenario.") }
        let server = server
        place.incarnation.start("connection \(link.number)") {
            await server.serve(socket, user: ids.user, agent: ids.agent, thread: ids.thread)
        }
    }

    /// Takes note that a connection ended on the server's side.
    func forget(_ link: Link) {
        guard links.removeValue(forKey: link.number) != nil else { return }
        connectionsPerSession[link.session, default: 0] -= 1
        if connectionsPerSession[link.session] == 0 { connectionsPerSession[link.session] = nil }
    }

    /// Whether a session has an open connection here.
    func hasConnection(of session: SessionNumber) -> Bool {
        connectionsPerSession[session] != nil
    }

    /// Asks for a graceful stop; `stopped` is called when the server has done all that it does.
    ///
    /// Before, `inspect` is told how much the server holds in memory, unless it is nil.
    func stop(
        inspecting inspect: (@Sendable (ServerGauges) -> Void)?,
        stopped: @escaping @Sendable () -> Void
    ) {
        let server = server
        let incarnation = place.incarnation
        if inspect == nil { server.stop() }
        incarnation.start("stop") {
            if let inspect {
                let gauges = await server.gauges
                if incarnation.isAlive { inspect(gauges) }
                server.stop()
            }
            await server.waitUntilStopped()
            if incarnation.isAlive { stopped() }
        }
    }

    /// The process dies, and its connections with it.
    func crash() {
        place.incarnation.crash()
        for (_, link) in links.values.sorted(by: { $0.place < $1.place }) { link.hostCrashed() }
        for link in backlog { link.refuse() }
        backlog = []
    }
}
