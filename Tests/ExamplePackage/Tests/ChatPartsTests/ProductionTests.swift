import ChatParts
import EventsAndEffects
import Foundation
import Logging
import SQLiteStorage
import Testing

/// The server with the same parts as production runs it: on the machine's threads and clock, with a
/// database in a file.
@Suite struct ProductionTests {
    /// A server on a database.
    private func server(on file: URL) throws -> ChatServer {
        ChatServer(
            configuration: try ServerConfiguration(
                environment: ["EFFECT_POLL_INTERVAL_MS": "50"]
            ),
            store: ConversationCache(try SQLiteStore(.file(file.path))),
            agents: Parrots(),
            clock: AdaptedClock(ContinuousClock()) {
                WallInstant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
            },
            identifiers: UniqueIdentifiers(),
            logger: Logger(label: "chat") { _ in SwiftLogNoOpLogHandler() },
            parts: .own
        )
    }

    /// What `body` does while a server runs and serves its sockets as connections of one user.
    private func whileRunning(
        on file: URL,
        _ body: (_ connect: (InProcessSocket) -> Void) async throws -> Void
    ) async throws {
        let server = try server(on: file)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await server.run() }
            try await body { socket in
                group.addTask {
                    await server.serve(socket, user: "ada", agent: "parrot", thread: "main")
                }
            }
            server.stop()
            try await group.waitForAll()
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `A message is answered, redelivered after a reconnect, and acknowledged once`()
        async throws
    {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "chat-\(UUID().uuidString).sqlite")
        defer {
            for ending in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: file.path + ending)
            }
        }
        try await whileRunning(on: file) { connect in
            let laptop = InProcessSocket()
            connect(laptop)
            laptop.ask("one two", requestID: "r1")
            #expect(await laptop.read() == .token(requestID: "r1", value: "one "))
            #expect(await laptop.read() == .token(requestID: "r1", value: "two "))
            #expect(await laptop.read()?.message == "one two ")
            laptop.hangUp()
        }
        // A second server, on what the first has left: the answer was never acknowledged.
        try await whileRunning(on: file) { connect in
            let phone = InProcessSocket()
            connect(phone)
            #expect(await phone.read()?.message == "one two ")
            phone.acknowledge("r1")
            phone.ask("three", requestID: "r2")
            #expect(await phone.read() == .token(requestID: "r2", value: "three "))
            #expect(await phone.read()?.message == "three ")
            phone.acknowledge("r2")
        }
    }
}

extension ServerFrame {
    /// The message of a final frame.
    fileprivate var message: String? {
        guard case .terminal(let frame) = self, case .final(let message, _, _) = frame.body else {
            return nil
        }
        return message
    }
}

/// Says what it is told, word by word.
private struct Parrots: AgentDirectory, Agent {
    func agent(named name: String) -> (any Agent)? { name == "parrot" ? self : nil }

    func reply(to request: AgentRequest, into tokens: any TokenSink) async throws -> AgentReply {
        for word in (request.messages.last?.text ?? "").split(separator: " ") {
            try await Task.sleep(for: .milliseconds(1))
            try tokens.yield("\(word) ")
        }
        return AgentReply()
    }
}

private struct UniqueIdentifiers: IdentifierSource {
    func next() -> String { UUID().uuidString }
}
