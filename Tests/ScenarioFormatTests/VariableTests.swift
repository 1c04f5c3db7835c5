import ScenarioFormat
import Scenarios
import Testing

@Suite struct VariableTests {
    private func duration(_ vars: String, _ text: String, _ set: [VariableSetting] = []) throws
        -> Duration
    {
        try scenario(file("vars: \(vars)\nlimits:\n  duration: \(text)\n"), settings: set)
            .limits.duration
    }

    private func message(_ rest: String, _ set: [VariableSetting] = []) -> [String] {
        problems(file(rest), settings: set).split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        ("{ T: 90s }", "${T}"), ("{ N: 90 }", "${N}s"), ("{ N: 90, U: s }", "${N}${U}"),
        ("{ T: \"${N}s\", N: 90 }", "${T}"), ("{ N: 9 }", "\"${N}0s\""),
    ])
    func `a value is what its variables make of it, read again`(vars: String, text: String) throws {
        #expect(try duration(vars, text) == .seconds(90))
    }

    @Test func `a setting goes before what the file says`() throws {
        let set = [VariableSetting(name: "T", value: "3m")]
        #expect(try duration("{ T: 90s }", "${T}", set) == .seconds(180))
        #expect(try duration("{ U: \"${T}\" }", "${U}", set) == .seconds(180))
        let indirect = [VariableSetting(name: "T", value: "${U}")]
        #expect(try duration("{ U: 90s }", "${T}", indirect) == .seconds(90))
    }

    @Test func `variables stand in every scalar value and in no key`() throws {
        let text = """
            version: ${V}
            scenario: ${NAME}
            summary: "About ${NAME}, twice: ${NAME}."
            vars: { V: 1, NAME: test, S: 3, KIND: memory, ON: off, SHARE: 30%, ID: ordering.delivery }
            store: { kind: "${KIND}" }
            system: { acknowledgements: "${ON}" }
            clients:
              - group: "${NAME}"
                sessions: ${S}
                duplicate: ${SHARE}
            faults:
              - disconnect: { sessions: ["${S}"] }
                at: 1s..${S}s
              - cancel: { sessions: { group: "${NAME}" } }
                at: { exponential: "${S}s" }
            expect: { verdict: "violated: ${ID}", sometimes: ["concurrent-sessions(${S})"] }
            """
        let plain = """
            version: 1
            scenario: test
            summary: "About test, twice: test."
            store: { kind: memory }
            system: { acknowledgements: off }
            clients:
              - group: test
                sessions: 3
                duplicate: 30%
            faults:
              - disconnect: { sessions: [3] }
                at: 1s..3s
              - cancel: { sessions: { group: test } }
                at: { exponential: 3s }
            expect: { verdict: "violated: ordering.delivery", sometimes: ["concurrent-sessions(3)"] }
            """
        #expect(try scenario(text) == scenario(plain))
        let keyed = message("vars: { K: duration }\nlimits:\n  \"${K}\": 3s\n")
        #expect(keyed[0].hasPrefix("Scenarios/test.yaml:8:3: error: unknown key '${K}'"))
    }

    @Test func `two dollars are one that is meant`() throws {
        let text = file("vars: { A: x }\n").replacing("A test.", with: "$${A} $$${A} $A ${A}")
        #expect(try scenario(text).summary == "${A} $${A} $A x")
        #expect(try duration("{ A: 3s }", "${A}") == .seconds(3))
    }

    @Test(arguments: ["${A}", "$${A}", "$$${A}", "${", "$", "$$", "a${b", "{$}${}", "$\u{301}{a}"])
    func `what looks like a variable is written so that it reads back`(text: String) throws {
        var original = Scenario(name: "test", summary: text, clients: [ClientGroup(sessions: 1)])
        original.clients[0].name = text
        #expect(try scenario(ScenarioWriter().write(original)) == original)
    }

    @Test func `nothing in a variable is a text with nothing in it`() {
        #expect(
            message("vars: { A: \"\" }\nsystem: ${A}\n")[0].contains("expected a map, found a text")
        )
        #expect(message("vars: { A: \"\" }\nseed: ${A}\n")[0].contains("'' is not a whole number"))
    }

    @Test func `a value that is wrong is shown where its variable stands`() {
        #expect(
            message("vars: { T: 120 }\nlimits: { duration: \"${T}\" }\n") == [
                "Scenarios/test.yaml:7:21: error: '120' has no unit; expected a duration with a unit "
                    + "(us, ms, s, m, h) such as 250ms",
                "    limits: { duration: \"${T}\" }", "                        ^",
            ]
        )
    }

    @Test func `an alias of a scalar is replaced in each of its places`() throws {
        let parsed = try scenario(
            file("vars: { T: 2s }\nsystem:\n  lease: &t ${T}\n  retry-delay: *t\n")
        )
        #expect(parsed.system.lease == .seconds(2))
        #expect(parsed.system.retryDelay == .seconds(2))
    }
}

/// What is wrong with variables, where, and what may have been meant.
@Suite struct VariableMessageTests {
    @Test func `messages are what they were`() throws {
        var text = ""
        for rest in Self.cases {
            let printed = problems(file(rest))
            #expect(!printed.isEmpty, "this is accepted:\n\(rest)")
            text += "\(rest)--- says\n\(printed)=====\n"
        }
        try Snapshot.expect(text, matches: "messages-variables.txt")
    }

    private static let cases = [
        "limits:\n  duration: ${DURATION}\n",
        "vars: { LEASE: 3s, DRAIN: 2m }\nsystem:\n  lease: \"1${LAESE}\"\n",
        "vars: { A: 1 }\nscheduling: é ${B} and ${C} and ${B}\n",
        "vars: { A: \"${B}\" }\nseed: ${A}\n",
        "vars: { A: \"${B}\", B: \"x${A}\", C: \"${A}\" }\nseed: ${C}\n",
        "vars: { A: \"${A}\" }\n",
        "vars: { a b: 1, 2c: 2, \"\": 3, ü: 4 }\n",
        "vars: { A: [1], B: { c: d }, C: }\nseed: ${A}\n",
        "vars: [A, B]\nseed: ${A}\n",
        "vars: none\n",
        "vars: { A: 1, A: 2 }\n",
        "var: { A: 1 }\n",
        "seed: ${A\nlimits:\n  steps: ${}\n  drain: ${a b}\n",
        "limits: { duration: ${A} }\n",
        "covers: [${A}]\n",
        "seed: ${A:-5}\n",
        "vars: { A: 1s }\nlimits: { drain: \"${A}\" }\n",
        "vars: { A: web }\nfaults:\n  - disconnect: { sessions: { group: \"${A}\" } }\n    at: 1s\n",
        "faults:\n  - disconnect: { sessions: { group: \"${A}\" } }\n    at: 1s\n",
        "vars: {" + (0...100).map { "a\($0): 1" }.joined(separator: ", ") + "}\nseed: ${b}\n",
    ]

    @Test func `variables that multiply each other come to an end`() {
        let doubling = (1...60).map { "  a\($0): \"${a\($0 - 1)}${a\($0 - 1)}\"\n" }.joined()
        let text = file("vars:\n  a0: lol\n\(doubling)seed: ${a60}\ncovers: [\"${a60}\"]\n")
        let lines = problems(text).split(separator: "\n")
        #expect(lines[0].hasSuffix("error: the variables make more than 1MiB of text"))
        #expect(lines.count == 3)
    }

    @Test func `ten thousand uses of a long value come to an end`() {
        let value = String(repeating: "x", count: 100_000)
        let uses = Array(repeating: "\"${a}\"", count: 10_000).joined(separator: ",")
        let printed = problems(file("vars: { a: \(value) }\ncovers: [\(uses)]\n"))
        #expect(printed.contains("the variables make more than 1MiB of text"))
    }

    @Test func `a chain of variables may be as long as it can be`() throws {
        let links = (1...99).map { "a\($0): \"${a\($0 - 1)}\"" }.joined(separator: ", ")
        let parsed = try scenario(file("vars: { \(links), a0: 7 }\nseed: ${a99}\n"))
        #expect(parsed.seed == 7)
    }
}
