import Foundation
import Testing

/// The pages that the command writes.
@Suite struct PageTests {
    private let command: Command

    init() throws {
        command = try Command()
    }

    @Test func `A sweep's report has a page for each scenario, and an index`() throws {
        defer { command.remove() }
        try command.write(ScenarioText.small(named: "one"), to: "Scenarios/one.yaml")
        try command.write(ScenarioText.small(named: "two"), to: "Scenarios/two.yaml")
        #expect(try command.run("run", "--report", "out", "--seeds", "1..2").status == 0)
        let index = try command.read("out/index.html")
        #expect(index.contains("<a href=\"one.html\">one</a>"))
        #expect(index.contains("<a href=\"two.html\">two</a>"))
        #expect(index.contains("<dt>runs</dt><dd>4</dd>"))
        let page = try command.read("out/one.html")
        #expect(page.contains("<title>one · Rehearsal</title>"))
        #expect(page.contains("<script type=\"module\">"))
    }

    @Test func `A failure has a page of its own, with the command that shows it again`() throws {
        defer { command.remove() }
        let sameThread = ScenarioText.small(named: "same-thread")
            .replacing(
                "  - sessions: 3",
                with: "  - sessions: 3\n    session-key: \"user-{n}:helper:main\""
            )
        try command.write(sameThread, to: "same-thread.yaml")
        let result = try command.run(
            "run",
            "same-thread.yaml",
            "--seed",
            "4",
            "--defect",
            "lookup-by-thread",
            "--no-shrink",
            "--report",
            "out"
        )
        #expect(result.status == 1)
        let index = try command.read("out/index.html")
        #expect(index.contains("<a href=\"failures/same-thread-4.html\">same-thread, seed 4</a>"))
        let page = try command.read("out/failures/same-thread-4.html")
        #expect(page.contains("<details class=\"violation\" data-invariant=\"isolation.delivery\""))
        let again = "<pre>rehearse run same-thread.yaml --seed 4 --defect lookup-by-thread</pre>"
        #expect(page.contains(again))
        #expect(index.contains(again))
    }
}
