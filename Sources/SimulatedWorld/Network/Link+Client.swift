package import Histories
import Scenarios
import SimulationKernel

/// The client's end.
extension Link {
    /// Whether the client may send.
    package var isOpenForClient: Bool { clientSide == .open }

    /// Asks for the connection: one latency to the server, one back.
    func connect() {
        towardsServer { [unowned self] in
            guard clientSide == .connecting else { return }
            guard let host = network.route(self) else { return refuse() }
            host.accept(self)
        }
    }

    /// The server answers: the connection is open, unless its client is gone by now.
    func establish(with host: ServerLife) {
        guard clientSide == .connecting else { return }
        self.host = host
        serverSide = .open
        // Whoever strikes at this very fact finds the connection there.
        host.take(self)
        recordOpening()
        towardsClient { [unowned self] in
            guard clientSide == .connecting, !isLost else { return }
            clientSide = .open
            record(.clientConnected)
            client.opened(self)
        }
        host.serve(self)
    }

    /// Nobody is there to answer.
    func refuse() {
        towardsClient { [unowned self] in clientEnds() }
    }

    /// Sends a frame to the server.
    func send(_ frame: ClientWireFrame) {
        guard clientSide == .open else { return }
        sendUp(.frame(frame))
        record(.clientSent, request: frame.request, frame: frame.kind, content: frame.content)
    }

    /// Ends the connection the way a fault says.
    package func end(_ style: ClosingStyle) {
        guard clientSide == .open || clientSide == .connecting else { return }
        switch style {
        case .graceful:
            clientSide = .closing
            towardsServer { [unowned self] in
                serverEnds(style: .graceful, origin: .client)
                towardsClient { [unowned self] in clientEnds(style: .graceful, origin: .client) }
            }
        case .abrupt:
            isLost = true
            clientEnds(style: .abrupt, origin: .network)
            simulation.schedule(afterNanoseconds: latency()) { [self] in
                serverEnds(style: .abrupt, origin: .network)
            }
        case .halfOpen:
            isLost = true
            clientEnds(style: .halfOpen, origin: .network)
            simulation.schedule(after: network.settings.keepAlive) { [self] in
                serverEnds(style: .halfOpen, origin: .network)
            }
        }
    }

    /// Takes note, on the client's side, that the connection is gone; a refused one was never there.
    func clientEnds(style: ClosingStyle = .abrupt, origin: ClosingOrigin = .network) {
        guard clientSide != .closed else { return }
        let wasOpen = clientSide != .connecting
        clientSide = .closed
        if wasOpen { recordEnd(.clientDisconnected, style: style, origin: origin) }
        readEverything()
        client.closed(self)
    }

    /// The client reads a frame of the server.
    func read(_ frame: WireFrame) {
        guard !isLost, clientSide == .open || clientSide == .closing else {
            recordDrop(frame.kind, request: frame.request)
            return
        }
        freeBuffer(of: frame.byteCount)
        client.received(frame, on: self)
    }
}
