import ScenarioFormat
import Testing

/// Every message as it is printed; the files under `Snapshots` are the messages' specification.
@Suite struct MessageTests {
    @Test(arguments: [
        ("syntax", syntaxCases), ("shape", shapeCases), ("values", valueCases),
        ("contradictions", contradictionCases), ("faults", faultCases),
    ])
    func `messages are what they were`(group: String, cases: [String]) throws {
        var text = ""
        for yaml in cases {
            let printed = problems(yaml)
            #expect(!printed.isEmpty, "this is accepted:\n\(yaml)")
            text += yaml.hasSuffix("\n") || yaml.isEmpty ? yaml : yaml + "\n"
            text += "--- says\n\(printed)=====\n"
        }
        try Snapshot.expect(text, matches: "messages-\(group).txt")
    }

    private static let syntaxCases = [
        "",
        "# only a comment\n",
        "version: 1\nscenario: [test\nsummary: A test.\n",
        "version: 1\n\tscenario: test\n",
        "version: 1\nscenario: test\nsummary: \"never closed\n",
        "version: 1\n---\nversion: 1\n",
        "version: 1\nscenario: \u{7}\n",
        "just a text",
        "- a\n- list\n",
        heading + "clients:\n  - sessions: 1\n    text: {i} of {session}\n",
        heading + "clients:\n  - sessions: 1\n    text: {i}\n",
        file("seed: *unknown\n"),
        file("seed: !!int 7\n"),
        file("? [a, b]\n: c\n"),
        file("seed: 1\nseed: 2\nseed: 3\nlimits:\n  drain: 2m\n  steps: x\n  drain: 3m\n"),
        file("\"seed\": 1\nseed: 2\n"),
        file("limits: { steps: 1, steps: 2 }\nsystem: [\n"),
        file(
            "covers: [" + (0..<13).map { _ in "*a" }.joined(separator: ", ")
                + "]\nscheduling: &a fifo\n"
        ),
    ]

    private static let shapeCases = [
        "{}",
        file("simulation: 3\n"),
        file("sytem: {}\n"),
        file("vars: { a: 1 }\ninclude: other.yaml\nmatrix: { a: [1] }\n"),
        file("system: 5\nstore: [a]\nlimits:\n  duration:\n"),
        file("system:\n  max-atempts: 2\n  instance: 2\n  poll: 5\n"),
        file("faults: none\nexpect:\n  sometimes: retry\n"),
        heading + "clients: 100\n",
        heading + "clients: []\n",
        heading + "clients:\n  sessions: 100\n",
        heading + "clients:\n  - group: web\n  - 7\n",
        "version: 1\nscenario: test\nsummary:\nclients:\n  - sessions: 1\n",
    ]

    private static let valueCases = [
        "version: 2\nscenario: test\nsummary: A.\nclients: [{ sessions: 1 }]\n",
        "version: one\nscenario: other\nsummary: \"  \"\nclients: [{ sessions: 1 }]\n",
        file("seed: -1\n"),
        file("seed: 18446744073709551616\n"),
        file("seed: 0x11\n"),
        file("covers: [US5, FR-25, SC-003, FR-0025, nonsense]\n"),
        file("limits:\n  duration: 120\n  drain: 2 min\n  steps: 1e6\n"),
        file("limits:\n  duration: 0s\n  drain: 20000h\n  steps: 0\n"),
        file("limits:\n  duration: -5s\n  drain: 0.0000000001s\n  steps: 20,000\n"),
        file("system:\n  acknowledgements: yes\n  streaming: liv\n  effect-ttl: 5\n"),
        file("store:\n  kind: postgres\n  latency: 2ms..1ms\n"),
        file("network:\n  latency: 5..80ms\n  send-buffer: 64\n  keep-alive: never\n"),
        file("network:\n  latency: { normal: { mean: 5ms } }\n  send-buffer: 64KB\n"),
        file("network:\n  latency: { gaussian: 5ms }\n"),
        file("network:\n  latency: { exponential: 5ms, normal: { mean: 1, deviation: 1ms } }\n"),
        file("network:\n  latency: {}\n  send-buffer: 0.3B\n"),
        file("network:\n  latency: [5ms, 80ms]\n  send-buffer: 2000TiB\n"),
        file("llm:\n  error: 130%\n  stall: half\n  empty: 1.5\n  tokens: 0..5\n"),
        file("llm:\n  tokens: ten\n  error: 0.0000000001\n  replies: random\n"),
        file("scheduling: pct\n"),
        file("scheduling: pct(0)\n"),
        file("scheduling: pct(101)\n"),
        file("scheduling: pct(deep)\n"),
        file("scheduling: ptc(3)\n"),
        file(
            "expect:\n  always: [ordering.sequense]\n  sometimes: [retries, concurrent-sessions]\n"
        ),
        file("expect:\n  always: { all-but: [nothing] }\n  verdict: failed\n"),
        file("expect:\n  always: { except: [ordering.delivery] }\n  verdict: { violated: x }\n"),
        file("expect:\n  always: \"all-but: [ordering.delivry]\"\n  verdict: \"violated: a.b\"\n"),
        file(
            "expect:\n  always: some\n  sometimes: [concurrent-sessions(0)]\n  verdict: [passed]\n"
        ),
        file("summary: \u{1B}[31mred\n"),
        file("scheduling: \"\u{1B}\\e[31m\"\n".replacing("\u{1B}", with: "")),
        file("scheduling: " + String(repeating: "long ", count: 60) + "\n"),
        heading + "clients:\n  - sessions: 1\n    resend: maybe\n    reconnect: 5\n",
        heading + "clients:\n  - sessions: 0\n    connections: 0\n    messages: many\n",
    ]

    private static let contradictionCases = [
        "version: 1\nscenario: example\nsummary: A.\nclients: [{ sessions: 1 }]\n",
        heading + "clients:\n  - sessions: 3\n  - sessions: 2\n",
        heading + "clients:\n  - sessions: 2\n    session-key: user:helper:thread\n",
        heading + "clients:\n  - sessions: 2\n    session-key: \"user-{n}:helper\"\n",
        heading + "clients:\n  - sessions: 2\n    session-key: \"user {n}:helper:a\"\n",
        heading + "clients:\n  - sessions: 2\n    session-key: \"{i}-{n}:helper:a\"\n",
        heading + "clients:\n  - sessions: 2\n    text: \"{sesion} {number}\"\n",
        heading + "clients:\n  - sessions: 2\n    request-id: \"{n}{j}\\t\"\n",
        file("limits:\n  drain: 90s\n"),
        file("system:\n  max-attempts: 5\n"),
        // The drain is not what is wrong here, but what cannot be read.
        file("system:\n  max-attempts: five\n  agent-timeout: 200s\n"),
        file("llm:\n  error: 60%\n  stall: 50%\n"),
        file(
            "expect:\n  always: [ordering.sequence]\n  verdict: { violated: ordering.delivery }\n"
        ),
    ]

    private static let faultCases = [
        file("faults:\n  - disconnect: {}\n  - at: 5s\n  - {}\n  - crash\n"),
        file("faults:\n  - crash: {}\n    restart: {}\n    at: 5s\n    every: 10s\n"),
        file("faults:\n  - meteorite: {}\n    at: 5s\n"),
        file("faults:\n  - crash: {}\n    write: 7\n  - power-loss: {}\n    write: 0\n"),
        file("faults:\n  - pause: {}\n    at: 5s\n  - clock-jump: { instance: 2 }\n    at: 5s\n"),
        file("faults:\n  - pause: { for: 0s, instance: 3 }\n    at: 5s\n"),
        file("faults:\n  - pause: { for: 5s, instance: 3 }\n    at: 5s\n"),
        file("faults:\n  - clock-jump: { by: 5s, instance: 4 }\n    at: 5s\n"),
        file("faults:\n  - clock-jump: { by: -5 }\n    at: 5s\n"),
        file("faults:\n  - clock-jump: { by: -5 min }\n    at: 5s\n"),
        file("faults:\n  - clock-jump: { by: --5s }\n    at: 5s\n"),
        file("faults:\n  - clock-jump: { by: back }\n    at: 5s\n"),
        file("faults:\n  - puase: { for: 5s }\n    at: 5s\n  - disconect: {}\n    att: 5s\n"),
        file(
            "faults:\n  - crash: { instance: 2 }\n    at: 5s\n  - restart: { down: 5 }\n    at: 1s\n"
        ),
        file("faults:\n  - crash: { instances: 1, dwn: 3s }\n    at: five\n"),
        file("faults:\n  - disconnect: { sessions: [1, 101, x] }\n    at: 5s\n"),
        file("faults:\n  - disconnect: { sessions: [1, 101] }\n    at: 5s\n"),
        file("faults:\n  - disconnect: { sessions: [] }\n    at: 5s\n"),
        file("faults:\n  - disconnect: { sessions: { group: client } }\n    at: 5s\n"),
        file("faults:\n  - disconnect: { sessions: { gruop: web } }\n    at: 5s\n"),
        file(
            "faults:\n  - disconnect: { sessions: some, style: rude, connections: 2 }\n    at: 5s\n"
        ),
        file("faults:\n  - cancel:\n    after: { fact: server-crashed }\n"),
        file("faults:\n  - cancel:\n    on-each: { fact: tokn-sent, probability: 2 }\n"),
        file("faults:\n  - cancel:\n    on-each: { fact: token-sent }\n"),
        file("faults:\n  - cancel:\n    after: { nth: 0, session: 101 }\n"),
        file("faults:\n  - cancel:\n    after: { fact: token-sent, nth: 9..3, session: 101 }\n"),
        file(
            "faults:\n  - crash:\n    after: { fact: server-started, session: 1 }\n"
                + "  - crash:\n    every: 0s..5s\n  - crash:\n    step: first\n"
        ),
        file("faults:\n  - llm-error: { style: late, for: 5s, count: 2 }\n    at: 5s\n"),
        file("faults:\n  - llm-error:\n    at: 5s\n"),
        file("faults:\n  - slow-reader: { rate: 0, for: 0s }\n    at: 5s\n"),
        file("faults:\n  - slow-reader: { rate: 5KB/s, sessions: { group: web } }\n    at: 5s\n"),
        file("faults:\n  - llm-slow: { factor: 0.5, for: 5 }\n    at: 5s\n"),
        file("faults:\n  - llm-slow: { factor: ten }\n    after: { fact: disk-torn }\n"),
        file("faults:\n  - llm-slow: { factor: 1.00000001, for: 1s }\n    at: 5s\n"),
        file("faults:\n  - bad-frame: { frame: ugly }\n    at: 5s\n  - bad-frame:\n    at: 5s\n"),
        file("faults:\n  - duplicate-delivery: { sessions: 101.5 }\n    at: 5s\n"),
        file("faults:\n  - duplicate-delivery:\n    after: { fact: server-stopped }\n"),
        file("faults:\n  - crash:\n    every: { exponential: 10us }\n"),
        file("store: { kind: memory }\nfaults:\n  - power-loss: {}\n    at: 5s\n"),
        file("faults:\n  - schema-downgrade: { version: 1 }\n    at: 5s\n"),
        file("faults:\n  - schema-downgrade:\n    at: 5s\n  - crash:\n    at: 1s..3s\n"),
        file("faults:\n  - store-error: { error: oi, on: token-sent, when: never }\n    at: 5s\n"),
        file("faults:\n  - store-error: { for: 5s, count: 2 }\n    at: 5s\n"),
        file("faults:\n  - store-slow: { latency: 5 }\n    at: 5s\n"),
        // The second entry is left out of the scenario; the third is shown in its own place.
        file(
            "faults:\n  - crash: {}\n    at: 1s\n  - crash: {}\n"
                + "  - crash: { instance: 7 }\n    at: 1s\n"
        ),
    ]
}
