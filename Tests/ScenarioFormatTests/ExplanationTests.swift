import ScenarioFormat
import Scenarios
import Testing

@Suite struct ExplanationTests {
    private let statements = knownInvariants.map { ($0, "It holds.") }

    private func explain(_ scenario: Scenario, seed: UInt64 = 1, isFull: Bool = false) -> String {
        var text = ""
        ScenarioExplanation(scenario, seed: seed, statements: statements)
            .write(isFull: isFull, title: "Scenarios/test.yaml") { text += $0 }
        return text
    }

    @Test(arguments: [false, true])
    func `everything that a scenario can say has words`(isFull: Bool) throws {
        let name = isFull ? "explanation-full.txt" : "explanation.txt"
        try Snapshot.expect(
            explain(scenario(Self.everything), seed: 3, isFull: isFull),
            matches: name
        )
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `what seeds draw has words, in lines that fit`(seed: UInt64) {
        let scenario = Scenario.generated(seed: seed)
        let text = explain(scenario, seed: seed)
        for (index, rule) in scenario.faults.enumerated() {
            #expect(text.contains("\n  \(index + 1). \(rule.fault.name), "))
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 && $0.last != " " })
        #expect(text == explain(scenario, seed: seed))
    }

    @Test func `control characters of a message are not shown to a terminal`() throws {
        let text = try explain(scenario(heading + "clients: [{ sessions: 1, text: \"\\e[31m\" }]"))
        #expect(!text.contains("\u{1B}"))
        #expect(text.contains("\u{FFFD}[31m"))
    }

    private static let everything =
        heading + """
            covers: [US1, FR-001]
            limits: { duration: 30s, drain: 3m }
            system: { instances: 2, acknowledgements: off, streaming: outbox }
            scheduling: pct(3)
            clients:
              - sessions: 1
                messages: 1
              - group: web
                sessions: 2
                messages: 2
                connections: 2
                pipeline: 3
                duplicate: 10%
                repeat: 50%
                reconnect: never
                resend: false
                think-time: { exponential: 2s }
            llm: { replies: varying, tokens: { normal: { mean: 20, deviation: 5 } }, error: 50% }
            faults:
              - disconnect: { sessions: 30%, style: half-open, connections: one, stay-away: never }
                at: 5s..10s
              - disconnect: { style: graceful, sessions: [1, 3], stay-away: 1s..2s }
                every: 4s
              - disconnect: {}
                after: { fact: token-received, nth: 5, session: 3, step: 4 }
              - crash: { down: 2s, instance: 2 }
                at: 7s
              - power-loss: {}
                write: 17
              - restart: {}
                step: 100
              - pause: { for: 1.5s }
                at: { exponential: 9s }
              - clock-jump: { by: -1h }
                every: 1h
              - store-error: { error: busy }
                after: { fact: effect-claimed, nth: 2..12 }
              - store-error: { error: io, on: effect-completed, when: after, for: 3s }
                at: 1s
              - store-slow: { latency: 10ms..1s, for: 4s }
                at: 2s
              - llm-error: { sessions: { group: web }, style: stall, count: 2 }
                at: 3s
              - llm-slow: { sessions: 1, factor: 1.5, for: 5s }
                at: 3s
              - slow-reader: { rate: 100, for: 5s }
                on-each: { fact: token-sent, probability: 2% }
              - bad-frame: { sessions: 2, frame: oversize }
                on-each: { fact: server-started, probability: 100% }
              - bad-connection: { sessions: 2 }
                at: 7s
              - cancel: { sessions: all }
                at: 11s
              - duplicate-delivery: {}
                after: { fact: client-sent, nth: 21 }
              - schema-downgrade: {}
                at: 6s
            expect:
              always: { all-but: [ordering.sequence] }
              sometimes: [retry, concurrent-sessions(3)]
            """
}
