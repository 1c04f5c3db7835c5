import ScenarioFormat
import Scenarios
import Testing

@Suite struct IncludeTests {
    private let common = """
        version: 1
        scenario: common
        summary: What several scenarios share.
        limits: { duration: 3m, drain: 100s }
        system: { lease: 5s }
        network: { latency: { exponential: 5ms } }
        covers: [US1, US2]
        vars: { N: 3, T: 4s }
        clients: [{ sessions: "${N}" }]
        """

    private func merged(_ text: String) throws -> Scenario {
        try scenario(
            "scenario: test\ninclude: common.yaml\n\(text)",
            beside: ["common.yaml": common]
        )
    }

    @Test func `what this file does not say the other one says`() throws {
        let parsed = try merged("")
        #expect(parsed.name == "test")
        #expect(parsed.summary == "What several scenarios share.")
        #expect(parsed.limits.duration == .seconds(180))
        #expect(parsed.sessionCount == 3)
    }

    @Test func `blocks merge, lists and values are replaced, and this file wins`() throws {
        let parsed = try merged(
            """
            limits: { drain: 200s }
            system:
            network: { latency: { normal: { mean: 5ms, deviation: 1ms } }, keep-alive: "${T}" }
            covers: [US3]
            vars: { N: 7 }
            """
        )
        #expect(parsed.limits.duration == .seconds(180))
        #expect(parsed.limits.drain == .seconds(200))
        #expect(parsed.system.lease == .seconds(5))
        #expect(
            parsed.network.latency
                == .normal(mean: .milliseconds(5), deviation: .milliseconds(1))
        )
        #expect(parsed.network.keepAlive == .seconds(4))
        #expect(parsed.covers.map(\.text) == ["US3"])
        #expect(parsed.sessionCount == 7)
    }

    @Test func `a matrix replaces a variable of the other file`() throws {
        let found = try variants(
            "scenario: test\ninclude: common.yaml\nmatrix: { N: [1, 2] }\n",
            beside: ["common.yaml": common]
        )
        #expect(found.map(\.scenario.sessionCount) == [1, 2])
    }

    @Test func `paths are relative to the file that names them`() throws {
        let files = [
            "parts/a.yaml": "include: deep/b.yaml\nsummary: From a.\n",
            "parts/deep/b.yaml": "include: ../../c.yaml\nversion: 1\n",
            "c.yaml": "clients: [{ sessions: 2 }]\nsummary: From c.\n",
        ]
        let parsed = try scenario("scenario: test\ninclude: ./parts/a.yaml\n", beside: files)
        #expect(parsed.sessionCount == 2)
        #expect(parsed.summary == "From a.")
    }

    @Test func `the parser knows the files that a file includes`() {
        let parser = ScenarioParser(
            knownInvariants: [],
            files: SourceFiles([
                "x/a.yaml": Array("include: ../b.yaml\n".utf8), "b.yaml": Array("seed: 1\n".utf8),
            ])
        )
        let file = parser.parse(text: "include: x/a.yaml\n", fileName: "test.yaml")
        #expect(file.includedFiles == ["x/a.yaml", "b.yaml"])
        #expect(!file.isNamed)
    }

    @Test func `messages are what they were`() throws {
        var text = ""
        for (rest, files) in Self.cases {
            let printed = problems(file(rest), beside: files)
            #expect(!printed.isEmpty, "this is accepted:\n\(rest)")
            text += rest
            for (name, content) in files.sorted(by: { $0.key < $1.key }) where content.count < 500 {
                text += "--- \(name)\n\(content)"
            }
            text += "--- says\n\(printed)=====\n"
        }
        try Snapshot.expect(text, matches: "messages-include.txt")
    }

    private static let cases: [(String, [String: String])] = [
        ("include: other.yaml\n", [:]),
        ("include: comon.yaml\nlmits: {}\n", ["common.yaml": ""]),
        ("include: parts/comon.yaml\n", ["parts/common.yaml": ""]),
        ("include: common.yml\n", [:]),
        ("include: [a.yaml, b.yaml]\n", [:]),
        ("include:\n", [:]),
        ("vars: { A: a }\ninclude: ${A}.yaml\n", ["a.yaml": "seed: 1\n"]),
        ("include: test.yaml\n", [:]),
        ("include: ../Scenarios/test.yaml\n", [:]),
        (
            "include: a.yaml\n",
            ["a.yaml": "include: b.yaml\n", "b.yaml": "seed: 1\ninclude: a.yaml\n"]
        ),
        ("include: a.yaml\n", ["a.yaml": ""]),
        ("include: a.yaml\n", ["a.yaml": "- a\n- list\n"]),
        ("include: a.yaml\nseed: x\n", ["a.yaml": "limits: [\n"]),
        ("include: a.yaml\nseed: ${A}\n", ["a.yaml": "vars: { A: 1\n"]),
        (
            "include: a.yaml\nseed: x\n",
            ["a.yaml": "\nlimits:\n  duration: 120\n  duraton: 2m\nsytem: {}\n"]
        ),
        (
            "include: a.yaml\n",
            ["a.yaml": "include: b.yaml\nvars: { A: \"${B}\" }\n", "b.yaml": "seed: ${A}${C}\n"]
        ),
        ("include: a.yaml\n", ["a.yaml": "system: { max-attempts: 5 }\n"]),
        ("include: a.yaml\n", ["a.yaml": "seed: \(String(repeating: "1", count: 1_048_576))\n"]),
        (
            "include: 1.yaml\n",
            Dictionary(
                uniqueKeysWithValues: (1...20).map { ("\($0).yaml", "include: \($0 + 1).yaml\n") }
            )
        ),
    ]

    @Test func `an included file that is not UTF-8 is shown where it is not`() {
        let parser = ScenarioParser(
            knownInvariants: knownInvariants,
            files: SourceFiles(["a.yaml": Array("seed: 1\nseed: é".utf8) + [0xFF]])
        )
        guard
            case .invalid(let found) = parser.parse(
                text: file("include: a.yaml\n"),
                fileName: "test.yaml"
            ).result
        else {
            Issue.record("accepted")
            return
        }
        #expect(found.map(\.fileName) == ["a.yaml"])
        #expect(found.map(\.position) == [SourcePosition(line: 2, column: 8)])
    }

    @Test func `a scenario does not inherit its name`() {
        let printed = problems("include: common.yaml\n", beside: ["common.yaml": common])
        #expect(printed.contains("test.yaml:1:1: error: the key 'scenario' is missing"))
    }
}
