import EventsAndEffects
import Foundation
import Histories
import ScenarioFormat
import Scenarios
import SchemaValidation
import Testing

/// The schema and the parser are one description: what one says, the other does.
@Suite struct SchemaTests {
    private let schema = JSONSchemaValidator(
        ScenarioSchema(knownInvariants: knownInvariants).json
    )

    private func isValid(_ text: String) throws -> Bool {
        try schema.accepts(EditorYAML.value(of: text))
    }

    @Test func `the schema is what it was`() throws {
        let schema = ScenarioSchema(knownInvariants: knownInvariants).json
        try Snapshot.expect(schema.indentedText + "\n", matches: "scenario.schema.json")
    }

    @Test func `the schema is JSON`() throws {
        let text = ScenarioSchema(knownInvariants: knownInvariants).json.indentedText
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        let properties = object?["properties"] as? [String: Any]
        #expect(properties?.count == 17)
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `every scenario that is written satisfies the schema`(seed: UInt64) throws {
        var generator = ScenarioGenerator(seed: seed)
        let text = ScenarioWriter().write(generator.scenario())
        #expect(try isValid(text), "\(text)")
    }

    @Test(arguments: [
        "limits:\n  steps: 20_000\n", "llm:\n  stall: 0.5\n", "llm:\n  stall: \"0.5\"\n",
        "system:\n  acknowledgements: on\n", "system:\n  acknowledgements: true\n", "system:\n",
        "faults:\n  - crash:\n    at: 5s\n",
        "faults:\n  - cancel: { sessions: [1, 7] }\n    step: 0\n",
        "expect: { verdict: \"violated: ordering.delivery\" }\n",
        "scheduling: pct(1)\n", "scheduling: pct(100)\n",
        "faults:\n  - pause: { for: 5s, instance: 1 }\n    at: 5s\n",
        "faults:\n  - clock-jump: { by: -1h }\n    at: 5s\n",
        "faults:\n  - clock-jump: { by: 90s, instance: 1 }\n    at: 5s\n",
        "expect: { always: \"all-but: [ordering.delivery]\" }\n",
        "llm: { tokens: { normal: { mean: 40, deviation: 10 } } }\n",
        "network: { latency: { exponential: 5ms } }\n",
        "faults:\n  - crash:\n    after: { fact: token-sent, nth: 3..9 }\n", "seed: 7\n",
        "vars: {}\n", "vars:\nmatrix:\n", "matrix: {}\n", "vars: { A: \"\", b-c: 1, _d: true }\n",
        "vars: { N: 3, L: 5ms, W: fifo, V: 1 }\nscheduling: \"${W}\"\n"
            + "limits: { steps: \"1${N}\" }\nnetwork: { latency: \"1ms..${L}\" }\n",
        "matrix: { N: [1] }\nseed: ${N}\n",
        "faults:\n  - slow-reader: { rate: 20_000, for: 5s }\n    at: 5s\n",
        "faults:\n  - slow-reader: { rate: 1.5KiB, for: 5s }\n    at: 5s\n",
        "faults:\n  - llm-slow: { factor: 2.5, for: 5s }\n    every: { exponential: 5s }\n",
        "faults:\n  - llm-slow: { factor: 1_000, for: 5s }\n    at: 5s..6s\n",
        "faults:\n  - bad-frame: { frame: unknown-type, sessions: 3 }\n    at: 5s\n",
        "faults:\n  - bad-connection: { sessions: 3 }\n    every: 5s\n",
        "faults:\n  - duplicate-delivery: {}\n    on-each: { fact: token-sent, probability: 1% }\n",
        "faults:\n  - power-loss: { down: 3s }\n    at: 5s\n  - schema-downgrade:\n    at: 1s\n",
        "faults:\n  - store-error: { error: full, on: effect-claimed, when: after, for: 2s }\n"
            + "    at: 5s\n",
        "faults:\n  - store-slow: { latency: 1s..2s, for: 5s }\n    at: 5s\n",
    ])
    func `both accept`(rest: String) throws {
        _ = try scenario(file(rest))
        #expect(try isValid(file(rest)))
    }

    @Test(arguments: [
        "vars: []\n", "include: a.yml\n", "matrix: { a: 1 }\n", "sytem: {}\n",
        "vars: { a b: 1 }\n", "vars: { a: [1] }\n", "matrix: { a: [] }\n", "include: [a.yaml]\n",
        "matrix: { a: [1, 1] }\n", "matrix: { 1: [a] }\n", "matrix: { a: [[1]] }\n",
        "include: \"${A}.yaml\"\n", "limits: { steps: $A }\n", "system: \"${A}\"\n", "system: 5\n",
        "limits:\n  duration: 120\n", "limits:\n  steps: 1.5\n", "limits: { steps: 0 }\n",
        "llm: { stall: 130 }\n", "llm: { stall: half }\n", "llm: { tokens: 0 }\n",
        "llm: { tokens: { normal: { mean: 4 } } }\n", "network: { latency: {} }\n",
        "network: { latency: { exponential: 5ms, normal: { mean: 1ms, deviation: 1ms } } }\n",
        "network: { send-buffer: 64 }\n", "scheduling: pct()\n", "scheduling: pct\n",
        "covers: [US9]\n",
        "faults:\n  - crash: {}\n", "faults:\n  - at: 5s\n", "faults:\n  - crash:\n",
        "faults:\n  - meteorite: {}\n    at: 5s\n",
        "faults:\n  - crash: {}\n    restart: {}\n    at: 5s\n",
        "faults:\n  - crash: {}\n    at: 5s\n    every: 5s\n",
        "faults:\n  - llm-error: {}\n    at: 5s\n", "faults:\n  - pause: {}\n    at: 5s\n",
        "faults:\n  - pause: { for: -5s }\n    at: 5s\n",
        "faults:\n  - clock-jump: {}\n    at: 5s\n",
        "faults:\n  - clock-jump: { by: +-5s }\n    at: 5s\n",
        "faults:\n  - llm-error: { style: stall, for: 5s, count: 1 }\n    at: 5s\n",
        "faults:\n  - crash: {}\n    after: { fact: nothing }\n",
        "faults:\n  - slow-reader: { rate: 5KB, for: 5s }\n    at: 5s\n",
        "faults:\n  - slow-reader: { rate: 5 }\n    at: 5s\n",
        "faults:\n  - llm-slow: { factor: 0.5, for: 5s }\n    at: 5s\n",
        "faults:\n  - llm-slow: { for: 5s }\n    at: 5s\n",
        "faults:\n  - bad-frame: {}\n    at: 5s\n",
        "faults:\n  - store-error: {}\n    at: 5s\n",
        "faults:\n  - store-error: { error: io, on: token-sent }\n    at: 5s\n",
        "faults:\n  - store-error: { error: io, for: 5s, count: 1 }\n    at: 5s\n",
        "faults:\n  - store-slow: { latency: 1s }\n    at: 5s\n",
        "faults:\n  - power-loss: { instance: 1 }\n    at: 5s\n",
        "faults:\n  - crash: {}\n    on-each: { fact: token-sent }\n",
        "faults:\n  - cancel: { sessions: [] }\n    at: 5s\n",
        "expect: { always: \"all-but: []\" }\n", "expect: { always: [nothing] }\n",
        "expect: { always: [] }\n",
        "expect: { sometimes: [never-seen] }\n", "expect: { verdict: failed }\n",
        "expect: { verdict: { violated: nothing } }\n", "expect: { sometimes: retry }\n",
    ])
    func `both refuse`(rest: String) throws {
        #expect(!problems(file(rest)).isEmpty)
        #expect(try !isValid(file(rest)))
    }

    @Test(arguments: ["version", "scenario", "summary", "clients"])
    func `both require`(key: String) throws {
        let lines = file().split(separator: "\n", omittingEmptySubsequences: false)
        let rest = lines.filter { !$0.hasPrefix(key) && !(key == "clients" && $0.hasPrefix(" ")) }
        let text = rest.joined(separator: "\n")
        #expect(problems(text).contains("the key '\(key)' is missing"))
        #expect(try !isValid(text))
    }

    @Test func `both know the same keys`() throws {
        let text = ScenarioSchema(knownInvariants: knownInvariants).json.indentedText
        let schema = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        for (key, property) in properties {
            // An unknown key names the others, or the near one: never this one.
            #expect(!problems(file("\(key): {}\n")).contains("unknown key '\(key)'"))
            guard let inner = property["properties"] as? [String: [String: Any]] else { continue }
            for name in inner.keys {
                let rest = "\(key):\n  \(name): \"\"\n"
                #expect(!problems(file(rest)).contains("unknown key"))
            }
        }
    }
}
