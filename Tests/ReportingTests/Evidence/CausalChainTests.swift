import Histories
import Invariants
import Reporting
import Testing

@Suite struct CausalChainTests {
    private func violation(_ id: String, in history: History) throws -> Violation {
        try #require(CheckerSet.check(history, [id]).first?.violations.first)
    }

    @Test func `A chain tells the fault, the reconnection and the requests' own steps`() throws {
        let history = Tales.overtaking.history()
        let chain = CausalChain(of: try violation("ordering.delivery", in: history), in: history)
        #expect(
            chain.text
                == "s1-r1 sent @0.200s → s1-r1 accepted @0.212s → s1-r2 sent @0.210s → "
                + "s1-r2 accepted @0.222s → attempt 1 at s1-r1 @0.300s → "
                + "response to s1-r1 committed @0.510s → disconnect (abrupt) @0.520s → "
                + "attempt 1 at s1-r2 @0.600s"
        )
    }

    @Test func `Facts after the violation are not in its chain`() throws {
        let history = Tales.overtaking.history()
        let violation = try violation("ordering.delivery", in: history)
        let chain = CausalChain(of: violation, in: history)
        #expect(chain.links.allSatisfy { $0.time <= violation.conflicting.time })
    }

    @Test func `Where an answer reaches another session, the owner's steps are told`() throws {
        var tale = Tale()
        tale.connects(at: 100, session: 1, connection: 1)
        tale.connects(at: 110, session: 2, connection: 2)
        tale.asks("s1-r1", at: 200, session: 1, connection: 1, sequence: 1)
        tale.add(
            .tokenReceived,
            at: 400,
            session: 2,
            connection: 2,
            request: "s1-r1",
            frame: .token,
            content: "hi "
        )
        let history = tale.history(sessions: 2)
        let chain = CausalChain(of: try violation("isolation.delivery", in: history), in: history)
        #expect(chain.text == "s1-r1 sent @0.200s → s1-r1 accepted @0.212s")
    }

    @Test func `A request of the same id in another session does not belong to it`() throws {
        var tale = Tale()
        tale.connects(at: 100, session: 1, connection: 1)
        tale.connects(at: 110, session: 2, connection: 2)
        tale.asks("r1", at: 200, session: 1, connection: 1, sequence: 1)
        tale.asks("r1", at: 300, session: 2, connection: 2, sequence: 1)
        tale.phase(.stopped, at: 6_000)
        let history = tale.history(sessions: 2)
        let chains = CheckerSet.check(history, ["durability.responses"])[0].violations.map {
            CausalChain(of: $0, in: history).text
        }
        #expect(
            chains == [
                "r1 sent @0.200s → r1 accepted @0.212s → graceful stop @6.000s",
                "r1 sent @0.300s → r1 accepted @0.312s → graceful stop @6.000s",
            ]
        )
    }

    @Test func `A long chain leaves out surroundings before what concerns the request`() throws {
        var tale = Tale()
        tale.connects(at: 100, connection: 1)
        tale.asks("s1-r1", at: 200, connection: 1, sequence: 1)
        for index in 0..<20 {
            let time = 1_000 + Int64(index) * 200
            tale.loses(at: time, connection: index + 1)
            tale.connects(at: time + 100, connection: index + 2)
        }
        tale.phase(.stopped, at: 6_000)
        let history = tale.history()
        let chain = CausalChain(
            of: try violation("durability.responses", in: history),
            in: history
        )
        #expect(chain.links.count == 9)
        #expect(chain.links.first?.words == "s1-r1 sent")
        #expect(chain.links.last?.words == "graceful stop")
        #expect(chain.links.reduce(0) { $0 + $1.omittedBefore } == 34)
        #expect(chain.text.contains(" → … 34 more … → "))
    }

    @Test func `The crash next to a claim outlives later crashes and repetitions`() throws {
        var tale = Tale()
        tale.connects(at: 100, connection: 1)
        tale.asks("s1-r1", at: 200, connection: 1, sequence: 1)
        tale.answers("s1-r1", at: 300, connection: 1, sequence: 1)
        tale.add(.effectClaimed, at: 512, request: "s1-r1", sequence: 1, attempt: 1)
        for index in 0..<9 {
            let time = 513 + Int64(index) * 1_000
            tale.add(.serverCrashed, at: time, session: 0)
            tale.loses(at: time + 10, connection: index + 1)
            tale.connects(at: time + 500, connection: index + 2)
            tale.add(
                .clientSent,
                at: time + 500,
                connection: index + 2,
                request: "s1-r1",
                frame: .message,
                content: "hello"
            )
        }
        tale.phase(.stopped, at: 60_000)
        let history = tale.history()
        let chain = CausalChain(
            of: try violation("durability.responses", in: history),
            in: history
        )
        #expect(
            chain.text
                == "s1-r1 sent @0.200s → s1-r1 accepted @0.212s → attempt 1 at s1-r1 @0.300s → "
                + "response to s1-r1 committed @0.510s → response to s1-r1 claimed (1) @0.512s → "
                + "crash of server 1 @0.513s → … 3 more … → crash of server 1 @1.513s → "
                + "… 3 more … → crash of server 1 @2.513s → … 27 more … → graceful stop @60.000s"
        )
    }
}
