import EventsAndEffects
import Histories
import Scenarios
import SimulationKernel

/// The server's end.
extension Link {
    /// A frame of the client arrives; it waits until the server takes it.
    func arrive(_ frame: ClientWireFrame) {
        guard !isLost, serverSide == .open else {
            recordDrop(frame.kind, request: frame.request)
            return
        }
        handToServer(frame)
        if network.repeatsFrame(of: session) { handToServer(frame) }
    }

    private func handToServer(_ frame: ClientWireFrame) {
        if let waiter = receiver {
            receiver = nil
            waiter.resume(returning: frame)
        } else {
            inbound.append(frame)
        }
    }

    /// Takes a frame of the server into the send buffer; false if there is no room.
    ///
    /// A frame larger than the whole buffer goes when the buffer is empty.
    func take(_ text: String) -> Bool {
        let frame = WireFrame(serverText: text)
        let hasRoom =
            bufferedBytes == 0
            || bufferedBytes + frame.byteCount <= network.settings.sendBuffer
        guard hasRoom else {
            if !isBlocked {
                isBlocked = true
                record(.sendBlocked, request: frame.request, frame: frame.kind)
            }
            return false
        }
        bufferedBytes += frame.byteCount
        sendDown(.frame(frame))
        recordSending(of: frame)
        return true
    }

    private func recordSending(of frame: WireFrame) {
        if frame.kind == .token {
            observer.record(
                .tokenSent(
                    at: moment,
                    session: session,
                    connection: number,
                    request: frame.request,
                    content: frame.content ?? ""
                )
            )
            return
        }
        let entry = observer.ledger.entry(frame.request, of: session)
        // An error frame ends a request only if the request was accepted.
        let isAnswer =
            frame.kind.isTerminal
            && (frame.kind != .error || observer.ledger.hasAccepted(frame.request, of: session))
        observer.record(
            Fact(
                isAnswer ? .terminalSent : .errorSent,
                at: moment,
                session: session,
                connection: number,
                request: frame.request,
                frame: frame.kind,
                sequence: entry?.sequence ?? 0,
                effect: entry?.effect,
                content: frame.content
            ) { frame.claims.fill(&$0) }
        )
    }

    /// Frees room in the send buffer and tells who waits for it.
    func freeBuffer(of bytes: Int) {
        bufferedBytes -= bytes
        guard isBlocked else { return }
        isBlocked = false
        if serverSide == .open { record(.sendResumed) }
        let waiters = roomWaiters
        roomWaiters = []
        for waiter in waiters { waiter.resume(returning: ()) }
    }

    /// The server closes: what it has sent arrives first.
    func closeByServer(code: Int) {
        guard serverSide == .open else { return }
        serverEnds(style: .graceful, origin: .server, code: code)
        towardsClient { [unowned self] in clientEnds(style: .graceful, origin: .server) }
    }

    /// The server's process is gone: the client learns of it one latency later.
    func hostCrashed() {
        guard serverSide == .open else { return }
        isLost = true
        serverEnds(style: .abrupt, origin: .network)
        simulation.schedule(afterNanoseconds: latency()) { [self] in
            clientEnds(style: .abrupt, origin: .network)
        }
    }

    /// Takes note, on the server's side, that the connection is gone.
    func serverEnds(style: ClosingStyle, origin: ClosingOrigin, code: Int? = nil) {
        guard serverSide == .open else { return }
        serverSide = .closed
        host?.forget(self)
        recordEnd(.connectionClosed, style: style, origin: origin, code: code)
        receiver?.resume(returning: nil)
        receiver = nil
        let waiters = roomWaiters
        roomWaiters = []
        for waiter in waiters { waiter.resume(throwing: SocketClosed()) }
    }
}
