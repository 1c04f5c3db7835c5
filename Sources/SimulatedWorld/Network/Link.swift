import DequeModule
import EventsAndEffects
package import Histories
import Scenarios
import SimulationKernel

/// What a client wants to know of its connection.
protocol LinkDelegate: AnyObject {
    /// The connection is open.
    func opened(_ link: Link)
    /// A frame came in.
    func received(_ frame: WireFrame, on link: Link)
    /// The connection has ended, or was refused.
    func closed(_ link: Link)
}

/// One WebSocket connection between a client and one life of a server: latency in each direction,
/// first in first out, and a bounded send buffer on the server's side.
///
/// Each side has its own view. After an abrupt end the server learns of it one latency later, after
/// a half-open one when a keep-alive times out; what is in flight then is lost. After a graceful end
/// everything that was sent arrives first.
///
/// Determinism: latencies come from a stream of the session's own.
package final class Link {
    /// How much of the connection a side sees.
    enum Side {
        case connecting
        case open
        case closing
        case closed
    }

    /// Unique over the whole run, from 1.
    package let number: Int
    package let session: SessionNumber
    /// The ids with which it is asked for; nil is the session's own.
    let ids: ConnectionIDs?
    let network: Network
    /// The tab that holds the other end; the world keeps its clients for as long as it runs, so that
    /// no frame needs to ask whether the tab is still there.
    unowned(unsafe) let client: any LinkDelegate

    // Unchecked here and below: every frame passes through these on the simulation's one thread, and
    // the runtime's check of overlapping access would cost more than the access.
    @exclusivity(unchecked) var clientSide = Side.connecting
    @exclusivity(unchecked) var serverSide = Side.connecting
    /// The life of a server that holds the other end.
    @exclusivity(unchecked) var host: ServerLife?
    /// Whether what is in flight never arrives.
    @exclusivity(unchecked) var isLost = false

    var inbound: Deque<ClientWireFrame> = []
    var receiver: Waiter<ClientWireFrame?>?
    var roomWaiters: [Waiter<Void>] = []
    @exclusivity(unchecked) var bufferedBytes = 0
    @exclusivity(unchecked) var isBlocked = false

    /// How many bytes a second the client reads; nil: everything as it arrives.
    @exclusivity(unchecked) var readingRate: Int?
    /// What has arrived at a client that reads slowly.
    @exclusivity(unchecked) var unread: Deque<Direction<WireFrame>.Arrival> = []
    /// The end of reading what is first.
    var reading: ScheduledAction?

    @exclusivity(unchecked) private var latencies: RandomStream
    @exclusivity(unchecked) private var upstream = Direction<ClientWireFrame>()
    @exclusivity(unchecked) private var downstream = Direction<WireFrame>()

    init(
        number: Int,
        session: SessionNumber,
        ids: ConnectionIDs?,
        latencies: RandomStream,
        network: Network,
        client: any LinkDelegate
    ) {
        self.number = number
        self.session = session
        self.ids = ids
        self.latencies = latencies
        self.network = network
        self.client = client
    }

    var observer: Observer { network.observer }
    var simulation: Simulation { network.observer.simulation }

    /// Now, at this connection's server.
    var moment: Moment {
        observer.moment(instance: host?.instance ?? 0, incarnation: host?.number ?? 0)
    }

    /// One latency, in nanoseconds, as the next frame in either direction would take.
    func latency() -> Int64 {
        network.latency.draw(using: &latencies)
    }

    /// Runs `action` at the server after everything sent there before.
    ///
    /// The connection keeps the action until then: an action that held the connection would keep it,
    /// and with it the whole run, if the run ends before.
    func towardsServer(_ action: @escaping () -> Void) {
        sendUp(.action(action))
    }

    /// Runs `action` at the client after everything sent there before, as `towardsServer` does.
    func towardsClient(_ action: @escaping () -> Void) {
        sendDown(.action(action))
    }

    /// Sends something to the server.
    func sendUp(_ arrival: Direction<ClientWireFrame>.Arrival) {
        let wait = upstream.send(arrival, at: simulation.now.nanoseconds, taking: latency())
        simulation.schedule(afterNanoseconds: wait) { [self] in
            switch upstream.arrive() {
            case .frame(let frame): arrive(frame)
            case .action(let action): action()
            }
        }
    }

    /// Sends something to the client.
    func sendDown(_ arrival: Direction<WireFrame>.Arrival) {
        let wait = downstream.send(arrival, at: simulation.now.nanoseconds, taking: latency())
        simulation.schedule(afterNanoseconds: wait) { [self] in
            arriveAtClient(downstream.arrive())
        }
    }

    /// Records a fact of this connection.
    func record(
        _ kind: FactKind,
        request: String = "",
        frame: FrameKind? = nil,
        content: String? = nil
    ) {
        observer.record(
            Fact(
                kind,
                at: moment,
                session: session,
                connection: number,
                request: request,
                frame: frame,
                content: content
            )
        )
    }

    /// Records that the server has the connection.
    func recordOpening() {
        guard let ids else { return record(.connectionOpened) }
        observer.record(
            Fact(.connectionOpened, at: moment, session: session, connection: number) {
                $0.note = ids.text
            }
        )
    }

    /// Records that the connection ended on one side.
    func recordEnd(
        _ kind: FactKind,
        style: ClosingStyle,
        origin: ClosingOrigin,
        code: Int? = nil
    ) {
        observer.record(
            Fact(kind, at: moment, session: session, connection: number) { details in
                details.style = style
                details.origin = origin
                details.code = code
            }
        )
    }

    /// Records that a frame will never arrive.
    func recordDrop(_ frame: FrameKind, request: String) {
        observer.record(
            Fact(
                .frameDropped,
                at: moment,
                session: session,
                connection: number,
                request: request,
                frame: frame
            ) { $0.origin = .network }
        )
    }
}
