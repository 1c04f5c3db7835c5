import Foundation
import Testing

/// `rehearse report` in all its forms.
@Suite struct ReportFormatTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write(ScenarioText.small(named: "small"), to: "Scenarios/small/small.yaml")
    }

    @Test func `The library's reports come with an index, others without`() throws {
        defer { command.remove() }
        #expect(try command.run("report").status == 0)
        let index = try command.read("Reports/README.md")
        #expect(index.contains("## Small\n\n| scenario"))
        #expect(index.contains("| [small](small.md) | Three users talk for a moment. | passed  |"))
        #expect(try command.run("report", "Scenarios/small", "--out", "some").status == 0)
        #expect(try command.read("some/small.md").hasPrefix("# small\n"))
        #expect(throws: (any Error).self) { try command.read("some/README.md") }
    }

    @Test func `An ordering report shows a session step by step`() throws {
        defer { command.remove() }
        #expect(try command.run("report").status == 0)
        let report = try command.read("Reports/small.md")
        #expect(report.contains("```mermaid\nsequenceDiagram\n    participant C as client\n"))
        #expect(report.contains("    S->>A: "))
    }

    @Test func `Pages come with an index`() throws {
        defer { command.remove() }
        #expect(try command.run("report", "--format", "html", "--out", "pages").status == 0)
        let index = try command.read("pages/index.html")
        #expect(index.contains("<a href=\"small.html\">small</a>"))
        #expect(try command.read("pages/small.html").contains("<title>small · Rehearsal</title>"))
    }

    @Test(arguments: ["html", "perfetto", "otlp"])
    func `A recorded history makes what its run makes`(format: String) throws {
        defer { command.remove() }
        #expect(try command.run("run", "--record", "out").status == 0)
        let ending = format == "html" ? "html" : "\(format).json"
        let history = try command.run("report", "out/small-1.jsonl", "--format", format)
        #expect(history.status == 0)
        let text = try command.read("Reports/small-1.\(ending)")
        #expect(try command.run("report", "--format", format).status == 0)
        let run = try command.read("Reports/small.\(ending)")
        if format == "html" {
            // What a scenario says of itself is not in its history; what happened is.
            let mark = "id=\"data\">"
            #expect(text.split(separator: mark)[1] == run.split(separator: mark)[1])
        } else {
            #expect(text == run)
            #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
        }
    }

    @Test func `Another seed makes another report`() throws {
        defer { command.remove() }
        #expect(try command.run("report", "--format", "otlp", "--seed", "2").status == 0)
        #expect(try command.read("Reports/small.otlp.json").contains("\"stringValue\":\"2\""))
    }

    @Test(arguments: [
        (
            ["a.jsonl"],
            "'a.jsonl' is a recorded history; give '--format html', 'perfetto' or 'otlp'."
        ),
        (
            ["a.jsonl", "--format", "svg"],
            "'a.jsonl' is a recorded history; give '--format html', 'perfetto' or 'otlp'."
        ),
        (
            ["a.jsonl", "--format", "html", "--seed", "3"],
            "'a.jsonl' is a recorded history; it has the seed it has."
        ),
        (["Scenaros"], "There is no file or folder 'Scenaros'; did you mean 'Scenarios'?"),
        (
            ["--format", "pdf"],
            "Please provide one of 'markdown', 'html', 'perfetto', 'otlp' or 'svg'."
        ),
    ])
    func `What cannot be reported is said, with 64`(arguments: [String], message: String) throws {
        defer { command.remove() }
        let result = try command.run(["report"] + arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(message))
    }

    @Test func `A history that is none ends with 65, and its place`() throws {
        defer { command.remove() }
        try command.write("{\"history\":1}\n{\"kind\":\"nothing\",\"time\":1}\n", to: "a.jsonl")
        let result = try command.run("report", "a.jsonl", "--format", "html")
        #expect(result.status == 65)
        #expect(result.errors.hasPrefix("error: a.jsonl: line 2, column "))
    }

    @Test func `Where nobody sends anything there is no picture`() throws {
        defer { command.remove() }
        try command.write(
            ScenarioText.small(named: "silent").replacing(
                "duration: 15s",
                with: "duration: 1ms"
            ),
            to: "silent.yaml"
        )
        let result = try command.run("report", "silent.yaml", "--format", "svg")
        #expect(result.status == 64)
        #expect(
            result.errors.contains(
                "Nobody sends anything in silent.yaml; there is no picture of it."
            )
        )
    }
}
