import EventsAndEffects
import SimulationKernel
import Testing

@Suite("A connection") struct ConnectionTests {
    /// A connection without a server, on a scope of its own.
    private struct Line {
        let socket: StagedSocket
        let connection: Connection

        init(
            _ stage: Stage,
            _ configure: (inout ServerConfiguration) -> Void = { _ in }
        ) throws {
            var configuration = ServerConfiguration()
            configure(&configuration)
            let scope = TaskScope()
            stage.process.start("scope") { await scope.run() }
            socket = stage.socket()
            socket.acknowledges = false
            connection = Connection(
                sessionKey: try SessionKey("ann:helper:one"),
                socket: socket,
                configuration: configuration,
                clock: stage.clock,
                scope: scope
            )
        }

        /// Sends a token of event 1, or of another.
        @discardableResult
        func send(_ value: String, answering sequence: Int = 1) -> Connection.Sending {
            connection.send(
                .token(requestID: "r\(sequence)", value: value),
                answering: sequence
            )
        }

        /// Sends the terminal frame of an event.
        func end(_ sequence: Int, onHanded: (@Sendable () -> Void)? = nil) -> Connection.Sending {
            connection.send(
                .terminal(TerminalFrame(requestID: "r\(sequence)", body: .cancelled)),
                answering: sequence,
                onHanded: onHanded
            )
        }
    }

    @Test func `Hands frames over at once while there is room`() throws {
        try Stage.play { stage in
            let line = try Line(stage)
            #expect(line.send("a") == .handed)
            #expect(line.end(1) == .handed)
            #expect(line.socket.frames == ["r1+a", "r1~"])
            #expect(line.connection.handedThrough == 1)
        }
    }

    @Test func `Drops what waits for room under a lease that has run out, and nothing else`() throws
    {
        try Stage.play { stage in
            let line = try Line(stage)
            let session = try SessionKey("ann:helper:one")
            let ownership = Ownership(
                lease: Lease(sessionKey: session, owner: "a", generation: 1, renewal: 0),
                validUntil: stage.clock.monotonicNow.advanced(by: .seconds(3)),
                firstUndelivered: nil,
                clock: stage.clock
            )
            line.socket.makeRoom(0)
            let token = ServerFrame.token(requestID: "r1", value: "a")
            for _ in 1...2 {
                #expect(line.connection.send(token, answering: 1, under: ownership) == .waiting)
            }
            line.send("b", answering: 0)
            try await stage.pause(.seconds(2))
            line.socket.makeRoom(1)
            try await stage.pause(.seconds(2))
            line.socket.makeRoom(10)
            try await stage.pause(.seconds(1))
            #expect(line.socket.frames == ["r1+a", "r0+b"])
        }
    }

    @Test func `Keeps the order of frames when room comes bit by bit`() throws {
        try Stage.play { stage in
            let line = try Line(stage)
            let handed = Recorded<String>()
            line.socket.makeRoom(1)
            #expect(line.send("a") == .handed)
            #expect(line.send("b") == .waiting)
            #expect(line.send("c") == .waiting)
            #expect(line.end(1) { handed.append("r1") } == .waiting)
            #expect(line.connection.handedThrough == 0)
            for _ in 1...3 {
                try await stage.pause(.seconds(1))
                #expect(handed.items.isEmpty)
                line.socket.makeRoom(1)
            }
            try await stage.pause(.seconds(1))
            #expect(line.socket.frames == ["r1+a", "r1+b", "r1+c", "r1~"])
            #expect(handed.items == ["r1"])
            #expect(line.connection.handedThrough == 1)
            #expect(line.connection.isOpen)
        }
    }

    @Test func `Is closed when a frame has waited for room too long`() throws {
        try Stage.play { stage in
            let line = try Line(stage) { $0.sendLimit = .seconds(3) }
            line.socket.makeRoom(0)
            line.send("a")
            try await stage.pause(.milliseconds(2_900))
            #expect(line.socket.closeCode == nil)
            try await stage.pause(.milliseconds(200))
            #expect(line.socket.closeCode == .tryAgainLater)
            #expect(!line.connection.isOpen)
            #expect(line.send("b") == .refused)
        }
    }

    @Test func `Is closed when too many bytes wait for room`() throws {
        try Stage.play { stage in
            let line = try Line(stage) { $0.sendQueueLimit = 200 }
            line.socket.makeRoom(0)
            let value = String(repeating: "x", count: 40)
            #expect(line.send(value) == .waiting)
            #expect(line.send(value) == .waiting)
            #expect(line.send(value) == .refused)
            #expect(line.socket.closeCode == .tryAgainLater)
            #expect(line.socket.frames.isEmpty)
        }
    }

    @Test func `Is closed when a frame has waited too long, though room comes and goes`() throws {
        try Stage.play { stage in
            let line = try Line(stage) { $0.sendLimit = .seconds(3) }
            line.socket.makeRoom(0)
            line.send("a")
            for _ in 1...5 {
                try await stage.pause(.milliseconds(550))
                line.socket.wakeForRoom()
            }
            #expect(line.socket.closeCode == nil)
            try await stage.pause(.milliseconds(300))
            #expect(line.socket.closeCode == .tryAgainLater)
        }
    }

    @Test func `Holds at most as many bytes as its limit, and none once it is closed`() throws {
        try Stage.play { stage in
            let line = try Line(stage) { $0.sendQueueLimit = 5_000 }
            line.socket.makeRoom(0)
            var taken = 0
            while line.send("0123456789") == .waiting { taken += 1 }
            let size = ServerFrame.token(requestID: "r1", value: "0123456789").text.utf8.count
            #expect(taken == 5_000 / size)
            #expect(!line.connection.isOpen)
            #expect(line.send("more") == .refused)
            line.socket.makeRoom(.max)
            try await stage.pause(.seconds(1))
            #expect(line.socket.frames.isEmpty)
        }
    }

    @Test func `Lets a frame wait that alone is larger than the limit, and nothing beside it`()
        throws
    {
        try Stage.play { stage in
            let line = try Line(stage) { $0.sendQueueLimit = 50 }
            line.socket.makeRoom(0)
            let value = String(repeating: "x", count: 100)
            #expect(line.send(value) == .waiting)
            line.socket.makeRoom(1)
            try await stage.pause(.milliseconds(1))
            #expect(line.socket.frames == ["r1+" + value])
            #expect(line.send(value) == .waiting)
            #expect(line.send("y") == .refused)
            #expect(line.socket.closeCode == .tryAgainLater)
        }
    }

    @Test func `Does not hand over what was withdrawn`() throws {
        try Stage.play { stage in
            let line = try Line(stage)
            line.socket.makeRoom(0)
            line.send("a", answering: 1)
            line.send("b", answering: 2)
            line.connection.withdraw(1)
            line.socket.makeRoom(5)
            try await stage.pause(.seconds(1))
            #expect(line.socket.frames == ["r2+b"])
        }
    }

    @Test func `Gives a frame its whole time, though one before it was withdrawn`() throws {
        try Stage.play { stage in
            let line = try Line(stage) { $0.sendLimit = .seconds(3) }
            line.socket.makeRoom(0)
            line.send("a", answering: 1)
            try await stage.pause(.seconds(2))
            line.connection.withdraw(1)
            line.send("b", answering: 2)
            try await stage.pause(.seconds(2))
            #expect(line.socket.closeCode == nil)
            line.socket.makeRoom(5)
            try await stage.pause(.milliseconds(1))
            #expect(line.socket.frames == ["r2+b"])
        }
    }

    @Test func `Waits for nothing once all that waited was withdrawn`() throws {
        try Stage.play { stage in
            let line = try Line(stage) { $0.sendLimit = .seconds(3) }
            line.socket.makeRoom(0)
            line.send("a")
            try await stage.pause(.seconds(1))
            line.connection.withdraw(1)
            try await stage.pause(.seconds(10))
            #expect(line.connection.isOpen)
        }
    }

    @Test func `Refuses everything once its socket is known to be closed`() throws {
        try Stage.play { stage in
            let line = try Line(stage)
            line.socket.hangUp()
            #expect(line.send("a") == .refused)
            #expect(!line.connection.isOpen)
        }
    }

    @Test func `Drops what waits for room when it is closed`() throws {
        try Stage.play { stage in
            let line = try Line(stage)
            line.socket.makeRoom(0)
            line.send("a")
            line.connection.close(.goingAway)
            line.socket.makeRoom(5)
            try await stage.pause(.seconds(20))
            #expect(line.socket.frames.isEmpty)
            #expect(line.socket.closeCode == .goingAway)
        }
    }

    @Test func `Joins the audience of a request once, and not behind an earlier answer`() throws {
        try Stage.play { stage in
            let line = try Line(stage)
            #expect(line.connection.joinAudience(of: 1, unless: false))
            #expect(!line.connection.joinAudience(of: 1, unless: false))
            #expect(!line.connection.joinAudience(of: 2, unless: true))
            #expect(!line.connection.joinAudience(of: 2, unless: false))
            #expect(line.connection.joinAudience(of: 3, unless: false))
            line.connection.close(.goingAway)
            #expect(!line.connection.joinAudience(of: 4, unless: false))
        }
    }
}
