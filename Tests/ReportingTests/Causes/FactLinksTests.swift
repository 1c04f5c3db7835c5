import Histories
import Reporting
import Testing

/// Which fact led to which.
@Suite struct FactLinksTests {
    /// The kinds of a fact's causes, the nearer one first.
    private func causes(of kind: FactKind, _ request: String = "", in tale: Tale) -> [FactKind] {
        let history = tale.history(sessions: 2)
        let position = history.facts.lastIndex { $0.kind == kind && $0.request == request }
        let causes = FactLinks(history).causes[position ?? 0]
        return causes.all.map { history.facts[$0].kind }
    }

    @Test(arguments: [
        (FactKind.frameArrived, [FactKind.clientSent]), (.eventAppended, [.frameArrived]),
        (.agentInvoked, [.eventAppended]), (.agentToken, [.agentInvoked]),
        (.tokenSent, [.agentToken]), (.tokenReceived, [.tokenSent]),
        (.agentFinished, [.agentToken]), (.effectCreated, [.checkpointCommitted]),
        (.effectClaimed, [.effectCreated]), (.terminalSent, [.effectClaimed]),
        (.terminalReceived, [.terminalSent]), (.effectCompleted, [.terminalSent, .effectClaimed]),
    ])
    func `Each step of a request is due to the one before it`(kind: FactKind, due: [FactKind]) {
        #expect(causes(of: kind, "s1-r1", in: Tales.disconnect) == due)
    }

    @Test func `A delivery after a reconnection is due to it, and to the response`() {
        let found = causes(of: .effectClaimed, "s2-r1", in: Tales.disconnect)
        #expect(found == [.connectionOpened, .effectCreated])
    }

    @Test func `A connection ends because of what struck it`() {
        var tale = Tale()
        tale.connects(at: 100, connection: 1)
        tale.fault("disconnect", at: 200, session: 1, note: "abrupt")
        tale.loses(at: 200, connection: 1)
        #expect(causes(of: .clientDisconnected, in: tale) == [.faultInjected])
        #expect(causes(of: .connectionClosed, in: tale) == [.clientDisconnected, .faultInjected])
        tale.connects(at: 500, connection: 2)
        #expect(causes(of: .connectionOpened, in: tale) == [.clientDisconnected])
    }

    @Test func `An event that waited is due to the end of the one before it`() {
        var tale = Tale()
        tale.connects(at: 100, connection: 1)
        tale.asks("s1-r1", at: 200, connection: 1, sequence: 1)
        tale.asks("s1-r2", at: 250, connection: 1, sequence: 2)
        tale.answers("s1-r1", at: 300, connection: 1, sequence: 1)
        tale.answers("s1-r2", at: 600, connection: 1, sequence: 2)
        let found = causes(of: .agentInvoked, "s1-r2", in: tale)
        #expect(found == [.checkpointCommitted, .eventAppended])
    }

    @Test func `A crash is due to its fault, and a start to the crash`() {
        var tale = Tale()
        tale.add(.serverStarted, at: 0, session: 0)
        tale.fault("crash", at: 100)
        tale.add(.serverCrashed, at: 100, session: 0)
        #expect(causes(of: .serverCrashed, in: tale) == [.faultInjected])
        tale.incarnation = 2
        tale.add(.serverStarted, at: 1_100, session: 0)
        #expect(causes(of: .serverStarted, in: tale) == [.serverCrashed])
    }

    @Test func `A cause is always an earlier fact`() {
        let history = Tales.overtaking.history()
        for (position, causes) in FactLinks(history).causes.enumerated() {
            #expect(causes.all.allSatisfy { $0 < position })
        }
    }
}
