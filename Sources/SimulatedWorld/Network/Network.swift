import Histories
import Scenarios
import SimulationKernel

/// The network between clients and servers: opens connections, numbers them, and balances them over
/// the servers that run.
package final class Network {
    let observer: Observer
    let settings: NetworkSettings
    let latency: Sampler
    private let plan: Plan
    private var connections = 0
    /// How many connections each session has opened.
    private var connectionsOfSession: [SessionNumber: Int] = [:]
    private var servers: [ServerHost] = []
    /// What each session's connections draw their servers from; empty unless they draw.
    private var serverChoices: [SessionNumber: RandomStream] = [:]
    private let stranger = Stranger()
    /// How many of the next frames of a session arrive twice.
    private var repetitions: [SessionNumber: Int] = [:]

    init(observer: Observer, plan: Plan) {
        self.observer = observer
        self.plan = plan
        settings = plan.scenario.network
        latency = settings.latency.sampler
    }

    /// Takes the servers into the balancer, in order of their numbers.
    func attach(_ servers: [ServerHost]) {
        self.servers = servers
    }

    /// Opens a connection for a session.
    ///
    /// - Parameters:
    ///   - session: Its number.
    ///   - client: Who holds the other end.
    ///   - ids: With which ids; nil is the session's own.
    /// - Returns: The connection, which is not open yet.
    @discardableResult
    func open(
        for session: SessionNumber,
        client: any LinkDelegate,
        with ids: ConnectionIDs? = nil
    ) -> Link {
        connections += 1
        let ownNumber = connectionsOfSession[session, default: 0] + 1
        connectionsOfSession[session] = ownNumber
        let link = Link(
            number: connections,
            session: session,
            ids: ids,
            latencies: latencies(of: session, connection: ownNumber),
            network: self,
            client: client
        )
        link.connect()
        return link
    }

    /// Opens a connection for nobody's session: the ids make no key.
    func openForStranger(with ids: ConnectionIDs) {
        open(for: observer.sessions.intern(ids.text), client: stranger, with: ids)
    }

    /// The server that a new connection goes to: where the session has an open one, else as the
    /// balancing says; nil if none runs.
    func route(_ link: Link) -> ServerLife? {
        let lives = servers.compactMap { $0.isAccepting ? $0.life : nil }
        guard !lives.isEmpty else { return nil }
        if let current = lives.first(where: { $0.hasConnection(of: link.session) }) {
            return current
        }
        switch settings.balancing {
        case .session: return lives[link.session.index % lives.count]
        case .random: return drawServer(of: link.session, among: lives)
        }
    }

    /// Draws from a stream of the session's own: what other sessions do moves none of its choices.
    private func drawServer(of session: SessionNumber, among lives: [ServerLife]) -> ServerLife {
        serverChoices[session, default: plan.stream("network/servers/session-\(session.index)")]
            .element(of: lives)
    }

    /// Whether the servers have given the answer to a request up.
    func hasGivenUp(_ request: String, of session: SessionNumber) -> Bool {
        observer.ledger.hasFailed(request, of: session)
    }

    /// Makes the next frame of a session that arrives at a server arrive twice.
    func repeatNextFrame(of session: SessionNumber) {
        repetitions[session, default: 0] += 1
    }

    /// Whether a frame of a session that has just arrived does so twice.
    func repeatsFrame(of session: SessionNumber) -> Bool {
        guard !repetitions.isEmpty, let count = repetitions[session] else { return false }
        repetitions[session] = count == 1 ? nil : count - 1
        return true
    }

    /// Repeats nothing more.
    func heal() {
        repetitions = [:]
    }

    /// The latencies of a session's connection, which it counts from 1: what other sessions do moves
    /// none of them.
    private func latencies(of session: SessionNumber, connection: Int) -> RandomStream {
        plan.stream("network/session-\(session.index)").child(connection)
    }
}
