import ScenarioFormat
import Testing

@Suite struct LayoutTests {
    private let formatter = ScenarioFormatter(
        parser: ScenarioParser(knownInvariants: knownInvariants)
    )

    private func format(_ text: String, name: String = "test") -> ScenarioFormatter.Outcome {
        formatter.format(bytes: Array(text.utf8), fileName: "Scenarios/\(name).yaml")
    }

    @Test func `everything about a layout in one file`() throws {
        let text = """
            \u{FEFF}# yaml-language-server: $schema=x.json
            # This file is about much.


            scenario:   test   # the name
            version: 1
            faults:
            - disconnect: {sessions:   30%,style: "half-open" ,}
              at:   5s
              # between two
            -   crash: { }     # boom
                after:
                    fact: token-sent   # deep
                    # deeper
                    nth: 5
            #about clients

            # and more
            clients:   # who
                - sessions: 3
                  text: "a   #b {i}
                      folded 'x'

                    end"
                  group: 'it''s'\u{20}\u{20}


                  think-time: {normal: {mean: 3s,deviation: 1s}}
            summary: >-
                A folded
                  text with
                lines

            limits: { duration: 5s,
                  # inner
               drain: 2m,
             }
            expect:
               sometimes: [retry,redelivery,
             mid-stream-disconnect ]   # ok
                # verdict: passed
            covers: [
              US1,  # a
            US2
            ]
            seed: 7
            # the end


            """
        guard case .laidOut(let laidOut) = format(text) else {
            Issue.record("\(format(text))")
            return
        }
        try Snapshot.expect(laidOut, matches: "layout.yaml")
        #expect(format(laidOut) == .laidOut(laidOut))
        #expect(try scenario(laidOut) == scenario(text))
    }

    @Test func `a text in lines of its own moves with its key`() throws {
        let text = """
            version: 1
            scenario: test
            summary: A test.
            clients:
            - sessions: 1
              text: |2
                  two more
                none
              messages: 3
            - group: b
              sessions: 2
              text: |
                a

                 b
            """
        guard case .laidOut(let laidOut) = format(text) else {
            Issue.record("\(format(text))")
            return
        }
        #expect(try scenario(laidOut) == scenario(text))
        #expect(laidOut.contains("    text: |2\n        two more\n      none\n    messages: 3\n"))
    }

    @Test func `keys stay where they are if an alias needs it`() {
        let text = """
            version: 1
            scenario: test
            summary: A test.
            llm: { tokens: &a 5..9 }
            clients: [{ sessions: 1, messages: 3 }]
            limits: { steps: 1000 }
            network: { latency: &b 5ms }
            store: { latency: *b }

            """
        #expect(format(text) == .laidOut(text))
    }

    @Test func `a part of scenarios is laid out, and so is what needs a variable`() {
        #expect(
            format("limits: {duration: \"${time}\"}\n", name: "part")
                == .laidOut("limits: { duration: \"${time}\" }\n")
        )
    }

    @Test func `what is not valid is told, not touched`() {
        for text in ["version: 1\n", "faults: [", "limits: { durration: 5s }\n", ""] {
            guard case .invalid(let problems) = format(text + "scenario: test\n") else {
                Issue.record("\(text) was laid out")
                continue
            }
            #expect(!problems.isEmpty)
        }
    }

    @Test(arguments: [
        ("---\n" + file(), "lines with '---'"), (file() + "...\n", "lines with '...'"),
        (file("? seed\n: 5\n"), "keys behind a '?'"),
        (file("seed: 5 # a\u{2028}\n"), "line ends that editors do not know"),
        (file("seed: 5\r"), "line ends that editors do not know"),
    ])
    func `what is valid and not laid out is left as it is`(text: String, what: String) {
        #expect(format(text) == .leftAlone("it has \(what), which are not laid out"))
    }
}
