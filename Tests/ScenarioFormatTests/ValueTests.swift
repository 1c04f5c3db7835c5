import Histories
import Scenarios
import Testing

/// Values as an author may write them, and what they mean.
@Suite struct ValueTests {
    private func limits(_ duration: String) throws -> Duration {
        try scenario(file("limits:\n  duration: \(duration)\n")).limits.duration
    }

    @Test(arguments: [
        ("250ms", Duration.milliseconds(250)), ("1.5s", .milliseconds(1_500)),
        ("2m", .seconds(120)), ("24h", .seconds(86_400)), ("10000us", .milliseconds(10)),
        ("\"5s\"", .seconds(5)), ("0.25h", .seconds(900)), ("007s", .seconds(7)),
        ("1.000000001s", .seconds(1) + .nanoseconds(1)), ("1.50s", .milliseconds(1_500)),
    ])
    func `durations`(text: String, duration: Duration) throws {
        #expect(try limits(text) == duration)
    }

    @Test(arguments: [
        ("7", 7), ("20_000", 20_000), ("010", 10), ("\"30\"", 30), ("1_0_0", 100),
    ])
    func `counts are decimal, whatever YAML thinks of them`(text: String, count: Int) throws {
        #expect(try scenario(file("limits:\n  steps: \(text)\n")).limits.steps == count)
    }

    @Test(arguments: ["1__0", "_1", "1_", "0b1", "1.0", "+1", "1 0", "٣", ""])
    func `other numbers are none`(text: String) {
        #expect(problems(file("limits:\n  steps: \"\(text)\"\n")).contains("whole number"))
    }

    @Test(arguments: [
        ("30%", 300_000_000), ("0.3", 300_000_000), ("100%", 1_000_000_000), ("1", 1_000_000_000),
        ("0", 0), ("12.5%", 125_000_000), ("0.0000001%", 1), ("1.0", 1_000_000_000),
    ])
    func `shares`(text: String, billionths: Int) throws {
        let parsed = try scenario(file("llm:\n  stall: \(text)\n")).languageModel.stall
        #expect(parsed == Share(billionths: billionths))
    }

    @Test(arguments: [("64KiB", 65_536), ("1MiB", 1_048_576), ("100B", 100), ("0.5KiB", 512)])
    func `sizes`(text: String, bytes: Int) throws {
        #expect(
            try scenario(file("network:\n  send-buffer: \(text)\n")).network.sendBuffer == bytes
        )
    }

    @Test(arguments: [
        ("5ms", Distribution<Duration>.constant(.milliseconds(5))),
        ("5ms..80ms", .uniform(.milliseconds(5) ... .milliseconds(80))),
        ("5ms..5ms", .constant(.milliseconds(5))),
        (
            "{normal: {mean: 300ms, deviation: 50ms}}",
            .normal(mean: .milliseconds(300), deviation: .milliseconds(50))
        ),
        ("{exponential: 2s}", .exponential(mean: .seconds(2))),
    ])
    func `distributions`(text: String, distribution: Distribution<Duration>) throws {
        #expect(
            try scenario(file("network:\n  latency: \(text)\n")).network.latency == distribution
        )
    }

    @Test func `counts have distributions too`() throws {
        let tokens = try scenario(file("llm: { tokens: { exponential: 40 } }\n"))
        #expect(tokens.languageModel.tokens == .exponential(mean: 40))
        #expect(try scenario(file("llm: { tokens: 7 }\n")).languageModel.tokens == .constant(7))
    }

    @Test(arguments: [
        ("on", true), ("off", false), ("true", true), ("false", false), ("\"off\"", false),
    ])
    func `switches`(text: String, value: Bool) throws {
        let parsed = try scenario(file("system:\n  acknowledgements: \(text)\n"))
        #expect(parsed.system.acknowledgements == value)
    }

    @Test func `words of YAML are texts where a text is expected`() throws {
        for word in ["on", "null", "~", "010", "1e3", "2024-01-01", "yes", "0x1F", "1:30"] {
            let text =
                "version: 1\nscenario: test\nsummary: \(word)\nclients: [{ sessions: 1 }]\n"
            #expect(try scenario(text).summary == word)
        }
    }

    @Test func `a key named on is a key`() {
        #expect(problems(file("on: 3\n")).contains("unknown key 'on'"))
    }

    @Test func `seeds have all of their bits`() throws {
        #expect(try scenario(file("seed: 18446744073709551615\n")).seed == .max)
    }

    @Test func `never is never`() throws {
        let parsed = try scenario(heading + "clients: [{ sessions: 1, reconnect: never }]\n")
        #expect(parsed.clients[0].reconnect == .never)
        let ttl = try scenario(file("system: { effect-ttl: 5m }\n")).system.effectTimeToLive
        #expect(ttl == .seconds(300))
    }

    @Test(arguments: [
        ("all", SessionSelector.all), ("30%", .share(Share(percent: 30))),
        ("0.5", .share(Share(percent: 50))), ("5", .count(5)), ("[1, 7]", .list([1, 7])),
        ("{ group: clients }", .group("clients")),
    ])
    func `selectors`(text: String, selector: SessionSelector) throws {
        let parsed = try scenario(
            file("faults:\n  - cancel: { sessions: \(text) }\n    at: 5s\n")
        )
        #expect(parsed.faults[0].fault == .cancel(CancelFault(sessions: selector)))
    }

    @Test func `triggers`() throws {
        var condition = FactCondition(fact: .tokenReceived)
        condition.nth = 5...5
        condition.session = 3
        var range = FactCondition(fact: .effectClaimed)
        range.nth = 3...9
        var later = FactCondition(fact: .tokenSent)
        later.step = 4
        let expected: [(String, Trigger)] = [
            ("at: 5s", .at(.constant(.seconds(5)))),
            ("at: 2s..10s", .at(.uniform(.seconds(2) ... .seconds(10)))),
            ("every: 5s..15s", .every(.uniform(.seconds(5) ... .seconds(15)))),
            ("after: {fact: token-received, nth: 5, session: 3}", .after(condition)),
            ("after: {fact: effect-claimed, nth: 3..9}", .after(range)),
            ("after: {fact: token-sent, step: 4}", .after(later)),
            (
                "on-each: {fact: token-sent, probability: 2%}",
                .onEach(.tokenSent, probability: Share(percent: 2))
            ),
            ("step: 18402", .step(18_402)),
        ]
        let loss = try scenario(file("faults:\n  - power-loss: {}\n    write: 731\n"))
        #expect(loss.faults.map(\.trigger) == [.write(731)])
        for (text, trigger) in expected {
            let parsed = try scenario(file("faults:\n  - crash: {}\n    \(text)\n"))
            #expect(parsed.faults.map(\.trigger) == [trigger])
        }
    }

    @Test(arguments: FactKind.allCases)
    func `every fact can trigger`(fact: FactKind) throws {
        let parsed = try scenario(
            file("faults:\n  - crash:\n    after: { fact: \(fact.rawValue) }\n")
        )
        #expect(parsed.faults[0].trigger.fact == fact)
    }

    @Test func `expectations in all their forms`() throws {
        func expectation(_ text: String) throws -> Scenarios.Expectation {
            try scenario(file("expect: { \(text) }\n")).expectation
        }
        let id = "ordering.delivery"
        #expect(try expectation("always: all").always == .all)
        #expect(try expectation("always: [\(id)]").always == .only([id]))
        #expect(try expectation("always: { all-but: [\(id)] }").always == .allBut([id]))
        #expect(try expectation("always: \"all-but: [\(id)]\"").always == .allBut([id]))
        #expect(
            try expectation("always: \"all-but: [\(id), ordering.sequence]\"").always
                == .allBut([id, "ordering.sequence"])
        )
        #expect(try expectation("verdict: passed").verdict == .passed)
        #expect(try expectation("verdict: { violated: \(id) }").verdict == .violated(id))
        #expect(try expectation("verdict: \"violated: \(id)\"").verdict == .violated(id))
    }

    @Test func `every condition can be expected`() throws {
        let situations = SometimesName.Situation.allCases
        let names = situations.map(\.rawValue) + ["concurrent-sessions(100)"]
        let list = names.joined(separator: ", ")
        let parsed = try scenario(file("expect: { sometimes: [\(list)] }\n"))
        #expect(
            parsed.expectation.sometimes
                == situations.map(SometimesName.situation) + [.concurrentSessions(100)]
        )
    }

    @Test func `line ends and a byte order mark of other systems mean nothing`() throws {
        let text = file("limits:\n  duration: 3m\n")
        #expect(try scenario(text.replacing("\n", with: "\r\n")) == scenario(text))
        #expect(try scenario("\u{FEFF}" + text) == scenario(text))
        let wrong = file("limits:\r\n  duration: 3\r\n")
        #expect(problems(wrong).contains("test.yaml:7:13: error: '3' has no unit"))
    }

    @Test func `what several entries share may be named once`() throws {
        let parsed = try scenario(
            file(
                """
                faults:
                  - crash: &brief { down: 10ms }
                    at: 5s
                  - restart: *brief
                    at: 9s
                """
            )
        )
        guard case .restart(let restart) = parsed.faults[1].fault else {
            Issue.record("the second fault is \(parsed.faults[1].fault)")
            return
        }
        #expect(restart.down == .milliseconds(10))
    }
}
