import EventsAndEffects
import SimulationKernel

/// One end of a connection whose other end is the test.
final class StagedSocket: Socket, @unchecked Sendable {
    private let process: Incarnation
    /// What the server has sent, shortened: `r1+Hel` a token, `r1=Hello` a final frame, `r1!` an
    /// error, `r1~` a cancelled one.
    private(set) var frames: [String] = []
    /// The same frames, whole.
    private(set) var texts: [String] = []
    /// Why the server closed it.
    private(set) var closeCode: CloseCode?
    /// Whether the server still serves it.
    var isServed = true
    /// Whether every terminal frame is acknowledged at once.
    var acknowledges = true
    /// How many frames there is room for.
    private var room = Int.max
    private var isOpen = true
    private var inbound: [String] = []
    private var receiver: Waiter<String?>?
    private var roomWaiters: [Waiter<Void>] = []

    init(process: Incarnation) {
        self.process = process
    }

    func receive() async throws -> String? {
        if !inbound.isEmpty { return inbound.removeFirst() }
        guard isOpen else { return nil }
        return try await process.park { receiver = $0 }
    }

    func offer(_ text: String) throws(SocketClosed) -> Bool {
        guard isOpen else { throw SocketClosed() }
        guard room > 0 else { return false }
        room -= 1
        texts.append(text)
        guard let frame = ServerFrame(text: text) else {
            preconditionFailure("The server sends frames of its protocol; got \(text).")
        }
        frames.append(Self.shortened(frame))
        if case .terminal = frame, acknowledges { acknowledge(frame.requestID) }
        return true
    }

    func waitForRoom() async throws {
        guard isOpen else { throw SocketClosed() }
        if room > 0 { return }
        try await process.park { roomWaiters.append($0) } as Void
    }

    func close(_ code: CloseCode) {
        guard isOpen else { return }
        closeCode = code
        hangUp()
    }

    /// The client goes away.
    func hangUp() {
        isOpen = false
        receiver?.resume(returning: nil)
        receiver = nil
        let waiters = roomWaiters
        roomWaiters = []
        for waiter in waiters { waiter.resume(throwing: SocketClosed()) }
    }

    /// The buffer takes that many frames more, and then none.
    func makeRoom(_ frames: Int) {
        room = frames
        wakeForRoom()
    }

    /// Who waits for room looks again.
    func wakeForRoom() {
        let waiters = roomWaiters
        roomWaiters = []
        for waiter in waiters { waiter.resume(returning: ()) }
    }

    /// A frame of the client arrives.
    func arrive(_ text: String) {
        if let receiver, receiver.resume(returning: text) {
            self.receiver = nil
        } else {
            inbound.append(text)
        }
    }

    /// The client asks something.
    func ask(_ request: String, _ content: String, thread: String = "one") {
        let message = UserMessage(requestID: request, content: content)
        arrive(ClientFrame.message(message, threadID: thread).text)
    }

    /// The client wants a request stopped.
    func cancel(_ request: String) {
        arrive(ClientFrame.cancel(requestID: request).text)
    }

    /// The client has a terminal frame.
    func acknowledge(_ request: String) {
        arrive(ClientFrame.acknowledgement(requestID: request).text)
    }

    private static func shortened(_ frame: ServerFrame) -> String {
        switch frame {
        case .token(let request, let value): return "\(request)+\(value)"
        case .terminal(let terminal):
            let request = terminal.requestID
            return switch terminal.body {
            case .final(let message, _, _): "\(request)=\(message)"
            case .error: "\(request)!"
            case .cancelled: "\(request)~"
            }
        }
    }
}
