import DequeModule
import Synchronization

/// One open socket of a session, and what has been sent over it.
///
/// Frames leave in the order in which they were sent. Sending never waits: what the socket has no
/// room for waits here, up to `sendLimit` and `sendQueueLimit`; beyond either the connection is
/// closed, so that a slow client costs bounded memory and holds up nobody else. A frame that alone
/// is larger than the limit may wait, but nothing beside it.
public final class Connection: Sendable {
    /// What became of a frame.
    public enum Sending: Sendable {
        /// The socket has taken it.
        case handed
        /// It waits for room.
        case waiting
        /// The connection is closed.
        case refused
    }

    /// A frame that waits for room.
    private struct Waiting {
        let text: String
        let sequence: Int
        let isTerminal: Bool
        let ownership: Ownership?
        let onHanded: (@Sendable () -> Void)?
    }

    private struct State {
        var waiting: Deque<Waiting> = []
        var waitingBytes = 0
        var isDraining = false
        /// What the drain waits for, with the frame that is first.
        var room: OneShot<Bool>?
        /// Until when the frame that is first may wait.
        var deadline: MonotonicInstant?
        var isClosed = false
        var streamedSequence = 0
        var handedThrough = 0

        mutating func close() {
            isClosed = true
            waiting = []
            waitingBytes = 0
        }
    }

    /// The session that the connection belongs to.
    public let sessionKey: SessionKey
    private let socket: any Socket
    private let configuration: ServerConfiguration
    private let clock: any ServerClock
    private let scope: TaskScope
    private let state = Mutex(State())

    package init(
        sessionKey: SessionKey,
        socket: any Socket,
        configuration: ServerConfiguration,
        clock: any ServerClock,
        scope: TaskScope
    ) {
        self.sessionKey = sessionKey
        self.socket = socket
        self.configuration = configuration
        self.clock = clock
        self.scope = scope
    }

    /// Whether frames may still be sent.
    public var isOpen: Bool { state.withLock { !$0.isClosed } }

    /// The highest seq whose terminal frame the socket has taken; 0 before the first.
    public var handedThrough: Int { state.withLock { $0.handedThrough } }

    /// Closes the connection; what waits for room is dropped.
    public func close(_ code: CloseCode) {
        let wasOpen = state.withLock { state in
            defer { state.close() }
            return !state.isClosed
        }
        if wasOpen { socket.close(code) }
    }

    /// Takes note that the socket has closed.
    package func closed() {
        state.withLock { $0.close() }
    }

    /// Decides, once per attempt, whether an attempt at event `sequence` may stream to this
    /// connection: only if it has not had, or missed, tokens of that request before.
    public func joinAudience(of sequence: Int, unless mustMiss: Bool) -> Bool {
        state.withLock { state in
            guard !state.isClosed, state.streamedSequence < sequence else { return false }
            state.streamedSequence = sequence
            return !mustMiss
        }
    }

    /// Sends a frame that answers event `sequence`; 0 for a frame that answers none.
    ///
    /// A frame that has to wait is dropped if the lease under which it was sent has run out when
    /// there is room. `onHanded` is called if it had to wait and the socket has taken it.
    @discardableResult
    public func send(
        _ frame: ServerFrame,
        answering sequence: Int,
        under ownership: Ownership? = nil,
        onHanded: (@Sendable () -> Void)? = nil
    ) -> Sending {
        let isTerminal = if case .terminal = frame { sequence > 0 } else { false }
        let item = Waiting(
            text: frame.text,
            sequence: sequence,
            isTerminal: isTerminal,
            ownership: ownership,
            onHanded: onHanded
        )
        let verdict: Verdict = state.withLock { state in
            guard !state.isClosed else { return .done(.refused) }
            if state.waiting.isEmpty {
                switch offer(item, &state) {
                case .handed: return .done(.handed)
                case .refused: return .done(.refused)
                case .waiting: break
                }
            }
            let bytes = state.waitingBytes + item.text.utf8.count
            guard state.waiting.isEmpty || bytes <= configuration.sendQueueLimit else {
                return .overflow
            }
            state.waiting.append(item)
            state.waitingBytes = bytes
            if state.isDraining { return .done(.waiting) }
            state.isDraining = true
            return .startDraining
        }
        switch verdict {
        case .done(let sending): return sending
        case .overflow:
            close(.tryAgainLater)
            return .refused
        case .startDraining:
            scope.start { await self.drain() }
            return .waiting
        }
    }

    /// Takes back what waits for room of event `sequence`: its effect is pending again.
    public func withdraw(_ sequence: Int) {
        let room: OneShot<Bool>? = state.withLock { state in
            let wasFirst = state.waiting.first?.sequence == sequence
            state.waiting.removeAll { $0.sequence == sequence }
            state.waitingBytes = state.waiting.reduce(0) { $0 + $1.text.utf8.count }
            guard wasFirst else { return nil }
            state.deadline = nil
            return state.room
        }
        // What is first now has its whole time before it.
        room?.fulfill(true)
    }

    /// The next frame that the client sent; nil once the connection is closed.
    public func receive() async throws -> String? {
        try await socket.receive()
    }

    private enum Verdict {
        case done(Sending)
        case overflow
        case startDraining
    }

    private func offer(_ item: Waiting, _ state: inout State) -> Sending {
        do throws(SocketClosed) {
            guard try socket.offer(item.text) else { return .waiting }
        } catch {
            state.close()
            return .refused
        }
        if item.isTerminal { state.handedThrough = max(state.handedThrough, item.sequence) }
        return .handed
    }

    /// Hands over what waits, as room comes; one drain runs at a time.
    private func drain() async {
        while let (room, limit) = nextRoom() {
            guard await comes(room, within: limit) else {
                close(.tryAgainLater)
                return
            }
            for handed in handWhatFits() { handed() }
        }
    }

    /// What the first frame waits for, and how long it still may; nil, and the drain is over, if
    /// none waits.
    private func nextRoom() -> (OneShot<Bool>, Duration)? {
        let now = clock.monotonicNow
        return state.withLock { state in
            state.isDraining = !state.waiting.isEmpty
            guard state.isDraining else {
                state.room = nil
                state.deadline = nil
                return nil
            }
            let room = OneShot<Bool>()
            let deadline = state.deadline ?? now.advanced(by: configuration.sendLimit)
            state.room = room
            state.deadline = deadline
            return (room, max(.zero, deadline.duration(since: now)))
        }
    }

    private func comes(_ room: OneShot<Bool>, within limit: Duration) async -> Bool {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { room.fulfill((try? await self.socket.waitForRoom()) != nil) }
            group.addTask {
                if (try? await self.clock.sleep(for: limit)) != nil { room.fulfill(false) }
            }
            let came = await room.wait() ?? false
            group.cancelAll()
            return came
        }
    }

    private func handWhatFits() -> [@Sendable () -> Void] {
        state.withLock { state in
            var handed: [@Sendable () -> Void] = []
            while let item = state.waiting.first {
                let mayGo = item.ownership?.isCurrent ?? true
                if mayGo {
                    guard case .handed = offer(item, &state) else { break }
                    if let onHanded = item.onHanded { handed.append(onHanded) }
                }
                state.waiting.removeFirst()
                state.waitingBytes -= item.text.utf8.count
                state.deadline = nil
            }
            return handed
        }
    }
}
