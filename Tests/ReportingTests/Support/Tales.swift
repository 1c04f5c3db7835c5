import Histories
import Invariants
import Scenarios
import SimulationKernel
import Simulator

/// The tales that several tests tell.
enum Tales {
    /// Two sessions: one is left in peace; the other loses its connection in mid-stream and gets its
    /// answer over the next one.
    static var disconnect: Tale {
        var tale = Tale()
        tale.phase(.safety, at: 0)
        tale.connects(at: 100, session: 1, connection: 1)
        tale.connects(at: 110, session: 2, connection: 2)
        tale.asks("s1-r1", at: 200, session: 1, connection: 1, sequence: 1)
        tale.asks("s2-r1", at: 220, session: 2, connection: 2, sequence: 1)
        tale.answers("s1-r1", at: 300, session: 1, connection: 1, sequence: 1)
        tale.hands("s1-r1", at: 511, session: 1, connection: 1, sequence: 1)
        tale.receives("s1-r1", at: 540, session: 1, connection: 1, sequence: 1)
        tale.answers("s2-r1", at: 600, session: 2, connection: 2, sequence: 1)
        tale.fault("disconnect", at: 820, session: 2, note: "abrupt")
        tale.loses(at: 820, session: 2, connection: 2)
        tale.connects(at: 1_500, session: 2, connection: 3)
        tale.hands("s2-r1", at: 1_502, session: 2, connection: 3, sequence: 1)
        tale.receives("s2-r1", at: 1_530, session: 2, connection: 3, sequence: 1)
        tale.phase(.liveness, at: 10_000)
        tale.phase(.stopped, at: 12_000)
        tale.loses(at: 12_001, session: 1, connection: 1)
        tale.loses(at: 12_001, session: 2, connection: 3)
        tale.phase(.end, at: 12_010)
        return tale
    }

    /// One session whose second answer arrives before its first.
    static var overtaking: Tale {
        var tale = Tale()
        tale.phase(.safety, at: 0)
        tale.connects(at: 100, connection: 1)
        tale.asks("s1-r1", at: 200, connection: 1, sequence: 1)
        tale.asks("s1-r2", at: 210, connection: 1, sequence: 2)
        tale.answers("s1-r1", at: 300, connection: 1, sequence: 1)
        tale.fault("disconnect", at: 520, session: 1, note: "abrupt")
        tale.loses(at: 520, connection: 1)
        tale.answers("s1-r2", at: 600, connection: 1, sequence: 2)
        tale.connects(at: 900, connection: 2)
        tale.hands("s1-r2", at: 902, connection: 2, sequence: 2)
        tale.receives("s1-r2", at: 920, connection: 2, sequence: 2)
        tale.hands("s1-r1", at: 950, connection: 2, sequence: 1)
        tale.receives("s1-r1", at: 970, connection: 2, sequence: 1)
        tale.phase(.liveness, at: 5_000)
        tale.phase(.stopped, at: 6_000)
        tale.phase(.end, at: 6_010)
        return tale
    }
}

extension Tale {
    /// The scenario that the tale is of.
    static func scenario(sessions: Int) -> Scenario {
        var scenario = Scenario(
            name: "tale",
            summary: "A tale told by a test.",
            clients: [ClientGroup(sessions: sessions)]
        )
        scenario.expectation.sometimes = [.situation(.midStreamDisconnect)]
        return scenario
    }

    /// A run that went as told, under some invariants.
    func run(
        seed: UInt64 = 7,
        sessions: Int,
        checking ids: [String],
        seen: Int = 1
    ) -> RunOutcome {
        let history = history(sessions: sessions)
        let results = CheckerSet.check(history, ids)
        return RunOutcome(
            seed: seed,
            results: results,
            doubts: [],
            statistics: RunStatistics(
                sessions: sessions,
                steps: UInt64(facts.count),
                virtualTime: facts.last?.time ?? 0,
                facts: facts.count,
                comparisons: results.reduce(0) { $0 + $1.comparisons }
            ),
            sometimes: [seen],
            firings: [],
            fingerprint: Fingerprint(value: 0xFF),
            history: history
        )
    }
}

extension Tales {
    /// Sessions that ask and are answered, one request after the other, until there are so many facts.
    static func long(facts: Int, sessions: Int) -> Tale {
        var tale = Tale()
        tale.phase(.safety, at: 0)
        for session in 1...sessions { tale.connects(at: 0, session: session, connection: session) }
        var time: Int64 = 100
        var turn = 0
        while tale.facts.count < facts {
            turn += 1
            for session in 1...sessions {
                let request = "s\(session)-r\(turn)"
                tale.asks(
                    request,
                    at: time,
                    session: session,
                    connection: session,
                    sequence: turn
                )
                tale.answers(
                    request,
                    at: time + 20,
                    session: session,
                    connection: session,
                    sequence: turn
                )
                time += 240
            }
        }
        tale.phase(.end, at: time)
        return tale
    }
}

extension Tale {
    /// The position of the first fact of a kind that concerns a request.
    func position(of kind: FactKind, _ request: String) -> Int {
        facts.firstIndex { $0.kind == kind && $0.request == request } ?? -1
    }
}
