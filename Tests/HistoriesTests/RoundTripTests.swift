import Histories
import Testing

@Suite struct `Histories as JSON lines` {
    @Test(arguments: FactKind.allCases)
    func `every kind of fact comes back as it was`(kind: FactKind) throws {
        var history = History(
            header: HistoryHeader(scenario: "sample", seed: UInt64.max),
            sessions: SessionTable(keys: ["user-1:helper:thread-1", "user-2:helper:thread-2"])
        )
        history.facts = [Sample.full(kind)]
        let lines = history.jsonLines
        #expect(try History(jsonLines: lines) == history)
        #expect(lines.split(separator: "\n").count == 2)
    }

    @Test func `a header comes back with all its settings`() throws {
        var settings = HistorySettings()
        settings.acknowledgements = false
        settings.effectTimeToLive = 5
        settings.streaming = .outbox
        settings.maximumAttempts = 7
        settings.resendingSessions = [1...4, 9...9]
        var header = HistoryHeader(
            scenario: "é\"\\\n\u{1}",
            seed: 17,
            settings: settings,
            observed: [.tokenSent, .phaseChanged]
        )
        header.fingerprint = "c0ffee"
        header.build = "debug"
        let history = History(header: header, sessions: SessionTable(keys: ["a:b:c"]))
        #expect(try History(jsonLines: history.jsonLines) == history)
    }

    @Test func `a fact is one line with its fields in order`() {
        let moment = Moment(step: 12, time: 1_500_000_000, instance: 1, incarnation: 2)
        let fact = Fact(
            .connectionClosed,
            at: moment,
            session: 1,
            connection: 3,
            filling: {
                $0.style = .halfOpen
                $0.origin = .network
            }
        )
        var writer = HistoryWriter(sessions: SessionTable(keys: ["a:b:c"]))
        var output = ""
        writer.write(fact, to: &output)
        let expected =
            #"{"kind":"connection-closed","step":12,"time":1500000000,"instance":1,"#
            + #""incarnation":2,"session":"a:b:c","connection":3,"style":"half-open","#
            + #""origin":"network"}"# + "\n"
        #expect(output == expected)
    }

    @Test func `sessions that the header does not list get the numbers after it`() throws {
        let history = try History(
            jsonLines: """
                {"history":1,"sessions":["a:b:1"]}
                {"kind":"client-connected","time":0,"session":"x:y:z","connection":1}

                {"kind":"client-connected","time":0,"session":"a:b:1","connection":2}
                """
        )
        #expect(history.facts.map(\.session) == [2, 1])
        #expect(history.facts.map(\.step) == [2, 4])
        #expect(history.sessions.key(of: 2) == "x:y:z")
        #expect(history.header.observed == nil)
        #expect(history.header.settings == HistorySettings())
    }

    @Test func `ordinals are the positions of the kinds`() {
        #expect(FactKind.allCases.map(\.ordinal) == Array(0..<FactKind.allCases.count))
        #expect(FactKind.allCases.count <= 64)
    }

    @Test func `facts are equal exactly if all fields are`() {
        let fact = Sample.full(.tokenSent)
        var other = fact
        #expect(other == fact)
        other.details?.note = "another"
        #expect(other != fact)
        var bare = fact
        bare.details = nil
        var empty = bare
        empty.details = FactDetails()
        #expect(bare == empty)
    }
}

/// Facts with every field filled.
enum Sample {
    static func full(_ kind: FactKind) -> Fact {
        let moment = Moment(step: UInt64.max, time: 1 << 60, instance: 1, incarnation: 2)
        return Fact(
            kind,
            at: moment,
            session: 2,
            connection: 7,
            request: "r\u{1F600}",
            frame: .final,
            sequence: 3,
            attempt: 2,
            effect: "effect \"1\"",
            content: "a\tb\\c\u{0}",
            operation: "claim",
            call: 99,
            filling: { details in
                details.status = "executing"
                details.style = .graceful
                details.code = 1008
                details.origin = .server
                details.agent = "helper"
                details.messages = [AgentMessage(role: "user", text: "hi")]
                details.dedupeKey = "a:b:c:3/send_message/0"
                details.fault = "crash"
                details.latency = -3
                details.generation = 4
                details.phase = .liveness
                details.count = 5
                details.table = .effects
                details.fields = [StoreField(name: "owner", value: "one")]
                details.note = "a note"
            }
        )
    }
}
