import EventsAndEffects
import Histories
import Scenarios
import Testing

@testable import SimulatedWorld

@Suite("A bad connection") struct BadConnectionTests {
    private func stranger(_ sessions: SessionSelector = .list([1])) -> Fault {
        .badConnection(BadConnectionFault(sessions: sessions))
    }

    @Test func `Is turned away at once, and nobody notices`() throws {
        let run = try Observed(
            Scenario.plain(sessions: 2).with(stranger(), .nth(.tokenReceived, 2))
        )
        let opened = run.all(.connectionOpened).filter { $0.note != nil }
        let closed = run.all(.connectionClosed).filter { $0.connection == opened.first?.connection }
        #expect(opened.map(\.note) == [":helper:thread-1"])
        #expect(opened.map(\.session.index) == [3])
        #expect(closed.map(\.code) == [1008])
        #expect(closed.map(\.origin) == [.server])
        #expect(closed.first?.time == opened.first?.time)
        #expect(run.all(.socketReleased).contains { $0.connection == opened.first?.connection })
        #expect(run.all(.terminalReceived).map(\.request).sorted() == ["s1-r1", "s2-r1"])
    }

    @Test func `Has other ids each time, and none of them make a key`() throws {
        let key = try SessionKey("user-1:helper:thread-1")
        let all = (1...24).map { ConnectionIDs.spoilt(key, number: $0) }
        #expect(Set(all.map(\.text)).count == 12)
        #expect(all[0] == all[12])
        #expect(all[7].text == #"user-1:helper:thread-1\0"#)
        #expect(all[9].text == #"user-1:helper:thread-1\n"#)
        for ids in all {
            #expect(throws: SessionKeyError.self) {
                try SessionKey(user: ids.user, agent: ids.agent, thread: ids.thread)
            }
        }
    }

    @Test func `Is tried in another way by each session`() throws {
        let run = try Observed(
            Scenario.plain(sessions: 12).with(stranger(.all), .nth(.tokenReceived, 2))
        )
        #expect(Set(run.all(.connectionOpened).compactMap(\.note)).count == 12)
        let twice = try Observed(
            Scenario.plain(sessions: 1).with(stranger(.all), .nth(.tokenReceived, 1))
                .with(stranger(.all), .nth(.tokenReceived, 2))
        )
        #expect(Set(twice.all(.connectionOpened).compactMap(\.note)).count == 2)
    }

    @Test func `Sets nothing off`() throws {
        let run = try Observed(
            Scenario.plain(sessions: 2)
                .with(stranger(.all), .nth(.clientConnected, 2))
                .with(.drop(), .nth(.connectionOpened, 3))
                .with(stranger(.all), .nth(.connectionOpened, 4))
        )
        let faults = run.all(.faultInjected).map { $0.details?.fault }
        #expect(faults == ["bad-connection", "bad-connection"])
    }
}
