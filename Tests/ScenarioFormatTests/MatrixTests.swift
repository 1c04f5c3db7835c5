import ScenarioFormat
import Scenarios
import Testing

@Suite struct MatrixTests {
    private let text = file(
        """
        vars: { DRAIN: "${lease}0s" }
        matrix:
          lease: [10, 20]
          sessions: [1, "2"]
        system: { lease: "${lease}s" }
        limits: { drain: "${DRAIN}" }
        seed: ${sessions}

        """
    )

    @Test func `every combination is a scenario, the last key changing first`() throws {
        let found = try variants(text)
        #expect(
            found.map(\.scenario.name) == [
                "test[lease=10,sessions=1]", "test[lease=10,sessions=2]",
                "test[lease=20,sessions=1]", "test[lease=20,sessions=2]",
            ]
        )
        #expect(found.map(\.scenario.seed) == [1, 2, 1, 2])
        #expect(found.map(\.scenario.system.lease).map(\.components.seconds) == [10, 10, 20, 20])
        #expect(
            found.map(\.scenario.limits.drain).map(\.components.seconds) == [100, 100, 200, 200]
        )
    }

    @Test func `a combination's settings make it, and it alone`() throws {
        let set = [VariableSetting(name: "DRAIN", value: "300s")]
        for given in [[], set, set + [VariableSetting(name: "other", value: "x")]] {
            for variant in try variants(text, settings: given) {
                #expect(try variants(text, settings: variant.settings) == [variant])
                #expect(!variant.settings.contains { $0.name == "other" })
            }
        }
    }

    @Test func `a setting leaves a key one value, which need not be in the list`() throws {
        let found = try variants(text, settings: [VariableSetting(name: "lease", value: "30")])
        #expect(found.map(\.title) == ["[lease=30,sessions=1]", "[lease=30,sessions=2]"])
    }

    @Test func `values that look alike have different names, and are not replaced again`() throws {
        let values = #"["1,b=2", "1", "", "a]", "\"", "\\", "$${x}", "ü x"]"#
        let text = file(
            "matrix: { a: \(values), b: [\"3\", \"2,b=3\"] }\nclients: [{ sessions: 1 }]\n"
        )
        .replacing("clients:\n  - sessions: 100\n", with: "")
        .replacing("sessions: 1 ", with: "sessions: 1, group: \"t${a}\" ")
        let found = try variants(text)
        #expect(Set(found.map(\.scenario.name)).count == 16)
        #expect(found[12].scenario.clients[0].name == "t${x}")
        for variant in found {
            #expect(try variants(text, settings: variant.settings) == [variant])
            let stem = ScenarioLibrary.fileStem(of: variant.scenario.name)
            #expect(stem.allSatisfy { $0.isASCII && $0 != "/" && $0 != " " && $0 != "\"" })
        }
        #expect(found[0].title == #"[a="1,b=2",b=3]"#)
        #expect(
            ScenarioLibrary.fileStem(of: found[14].scenario.name) == "test[a=~22~C3~BC~20x~22,b=3]"
        )
    }

    @Test func `a file without values to combine is one scenario`() throws {
        #expect(try scenario(file("matrix: {}\n")) == scenario(file()))
        #expect(try scenario(file("matrix:\n")) == scenario(file()))
        #expect(try variants(file("matrix: { a: [1] }\n")).map(\.title) == ["[a=1]"])
    }

    @Test func `as many combinations as there may be`() throws {
        let keys = (1...8).map { "k\($0): [0, 1]" }.joined(separator: ", ")
        #expect(try variants(file("matrix: { \(keys) }\n")).count == 256)
    }

    @Test func `messages are what they were`() throws {
        var text = ""
        for rest in Self.cases {
            let printed = problems(file(rest))
            #expect(!printed.isEmpty, "this is accepted:\n\(rest)")
            text += "\(rest)--- says\n\(printed)=====\n"
        }
        try Snapshot.expect(text, matches: "messages-matrix.txt")
    }

    private static let keys = (1...9).map { "k\($0): [0, 1]" }.joined(separator: ", ")
    private static let many = (1...70).map { "k\($0): [0, 1]" }.joined(separator: ", ")
    private static let long = String(repeating: "x", count: 150)

    private static let cases = [
        "matrix: { a: [] }\n",
        "matrix: { a: 1, b: { c: d }, c: }\n",
        "matrix: { a: [[1], { b: c }, ~, 2, ] }\nseed: x\n",
        "matrix: [a, b]\n",
        "matrix: { a b: [1] }\n",
        "matrix: { a: [1, 2, 1] }\n",
        "matrix: { \(keys) }\nseed: x\n",
        "matrix: { \(many) }\n",
        "matrix: { a: [\(long)], b: [\(long)] }\n",
        "matrix: { lease: [1s, 2, 3s] }\nsystem: { lease: \"${lease}\" }\n",
        "matrix: { n: [1, 2, 3, 4] }\nfaults:\n  - crash: { instance: \"${n}\" }\n    at: 1s\n",
        "matrix: { n: [1, 2], m: [3, 4] }\nsystem: { instances: \"${n}\" }\nfaults:\n"
            + "  - crash: { instance: 2 }\n    at: 1s\n",
        "matrix: { a: [\"${b}\", 1], b: [2] }\nseed: ${a}\n",
        "matrix: { a: [1, 2] }\nseed: x${a}\nlimits: { duration: 5 }\n",
        "martix: { a: [1] }\n",
    ]

    @Test func `a large file in many combinations is refused before it is read`() {
        let values = Array(repeating: "US1", count: 90_000).joined(separator: ",")
        let keys = (1...8).map { "k\($0): [0, 1]" }.joined(separator: ", ")
        let printed = problems(file("matrix: { \(keys) }\ncovers: [\(values)]\n"))
        #expect(
            printed.contains(
                "the file has more than 2000000 values in all combinations of its matrix together"
            )
        )
    }
}
