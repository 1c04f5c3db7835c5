import DequeModule
import EventsAndEffects
import Histories
import SimulationKernel

/// The socket that the server is given: the only thing of a connection that it holds.
///
/// When the server lets go of it, that is a fact: a registry that keeps closed connections shows.
///
/// Driven on the simulation's one thread, like everything of the world.
final class ServerSocket: Socket, @unchecked Sendable {
    private let link: Link
    private let incarnation: Incarnation

    init(link: Link, incarnation: Incarnation) {
        self.link = link
        self.incarnation = incarnation
    }

    deinit {
        if incarnation.isAlive { link.record(.socketReleased) }
    }

    func receive() async throws -> String? {
        try incarnation.checkAlive()
        let frame: ClientWireFrame?
        if let waiting = link.inbound.popFirst() {
            // A scheduling point all the same, as every call of a seam.
            try await incarnation.wait(nanoseconds: 0)
            frame = waiting
        } else if link.serverSide == .open {
            frame = try await incarnation.park { link.receiver = $0 }
        } else {
            frame = nil
        }
        guard let frame else { return nil }
        link.record(
            .frameArrived,
            request: frame.request,
            frame: frame.kind,
            content: frame.content
        )
        try incarnation.checkAlive()
        return frame.text
    }

    func offer(_ text: String) throws(SocketClosed) -> Bool {
        guard incarnation.isAlive, link.serverSide == .open else { throw SocketClosed() }
        let isTaken = link.take(text)
        guard incarnation.isAlive else { throw SocketClosed() }
        return isTaken
    }

    func waitForRoom() async throws {
        try incarnation.checkAlive()
        guard link.serverSide == .open else { throw SocketClosed() }
        guard link.isBlocked else { return try await incarnation.wait(nanoseconds: 0) }
        try await incarnation.park { link.roomWaiters.append($0) }
    }

    func close(_ code: CloseCode) {
        guard incarnation.isAlive else { return }
        link.closeByServer(code: code.rawValue)
    }
}
