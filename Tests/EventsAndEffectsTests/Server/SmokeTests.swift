import EventsAndEffects
import Logging
import Synchronization
import Testing

/// The whole server as production runs it: on the runtime's own threads and a real clock.
@Suite("A server on real threads") struct SmokeTests {
    /// No limit is short: a machine may stall for longer than a lease, and what a server does then is
    /// not the question here.
    private var configuration: ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.lease = .seconds(3_600)
        configuration.agentTimeout = .seconds(3_600)
        configuration.acknowledgementTimeout = .seconds(3_600)
        configuration.stopLimit = .seconds(3_600)
        return configuration
    }

    @Test func `Answers a message, delivers it once and stops`() async throws {
        let store = InMemoryStore()
        let server = ChatServer(
            configuration: configuration,
            store: store,
            agents: EchoAgents(),
            clock: AdaptedClock(ContinuousClock()) { WallInstant(milliseconds: 1) },
            identifiers: SmokeIdentifiers(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let sockets = (0..<20).map { _ in PipeSocket() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await server.run() }
            for (number, socket) in sockets.enumerated() {
                group.addTask {
                    await server.serve(socket, user: "u\(number)", agent: "echo", thread: "t")
                }
            }
            for request in ["r1", "r2"] {
                for (number, socket) in sockets.enumerated() {
                    let message = UserMessage(requestID: request, content: "I am \(number)")
                    socket.arrive(ClientFrame.message(message, threadID: "t").text)
                }
                for socket in sockets { await socket.answer() }
            }
            server.stop()
        }
        for (number, socket) in sockets.enumerated() {
            let expected = ["r1", "r2"].flatMap { request -> [ServerFrame] in
                let message = "I am \(number)"
                return message.map { .token(requestID: request, value: String($0)) }
                    + [.token(requestID: request, value: "final: \(message)")]
            }
            #expect(socket.summary == expected)
        }
        #expect(store.inspect().effects.map(\.status) == Array(repeating: "completed", count: 40))
        #expect(store.inspect().effects.allSatisfy { $0.attemptCount == 1 })
    }
}

/// Says what it is told, a character at a time.
private struct EchoAgents: AgentDirectory, Agent {
    func agent(named name: String) -> (any Agent)? { self }

    func reply(to request: AgentRequest, into tokens: any TokenSink) async throws -> AgentReply {
        for character in request.messages.last?.text ?? "" {
            await Task.yield()
            try tokens.yield(String(character))
        }
        return AgentReply()
    }
}

private final class SmokeIdentifiers: IdentifierSource {
    private let count = Atomic(0)

    func next() -> String { String(count.add(1, ordering: .relaxed).newValue) }
}

/// A socket whose client acknowledges every answer.
private final class PipeSocket: Socket {
    private let frames = Mutex<[ServerFrame]>([])
    private let inbound: AsyncStream<String>
    private let feed: AsyncStream<String>.Continuation
    private let answered: AsyncStream<Void>
    private let answers: AsyncStream<Void>.Continuation

    init() {
        (inbound, feed) = AsyncStream.makeStream()
        (answered, answers) = AsyncStream.makeStream()
    }

    /// The frames, a final one as a token that says so: its latency is the machine's.
    var summary: [ServerFrame] {
        frames.withLock { $0 }.map { frame in
            guard case .terminal(let terminal) = frame,
                case .final(let message, _, _) = terminal.body
            else { return frame }
            return .token(requestID: frame.requestID, value: "final: \(message)")
        }
    }

    func arrive(_ text: String) { feed.yield(text) }

    /// Waits for the next answer.
    func answer() async {
        var iterator = answered.makeAsyncIterator()
        await iterator.next()
    }

    func receive() async throws -> String? {
        var iterator = inbound.makeAsyncIterator()
        return await iterator.next()
    }

    func offer(_ text: String) throws(SocketClosed) -> Bool {
        guard let frame = ServerFrame(text: text) else { throw SocketClosed() }
        frames.withLock { $0.append(frame) }
        if case .terminal = frame {
            arrive(ClientFrame.acknowledgement(requestID: frame.requestID).text)
            answers.yield(())
        }
        return true
    }

    func waitForRoom() async throws {}

    func close(_ code: CloseCode) { feed.finish() }
}
