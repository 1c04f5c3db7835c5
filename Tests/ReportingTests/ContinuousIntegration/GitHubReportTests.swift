import Reporting
import Scenarios
import Simulator
import Testing

@Suite struct GitHubReportTests {
    @Test func `Failures and doubts are annotations on the scenario's file`() throws {
        let results = [
            try Tales.disconnect.result(sessions: 2, seeds: [1], seen: 0),
            try Tales.overtaking.result(sessions: 1, seeds: [7, 9]) { $0.name = "50%: a, b\nc" },
        ]
        let report = GitHubReport(results, omittedCount: 2)
        try Snapshot.expect(report.text, is: "run.github.txt")
        try Snapshot.expect(report.summary, is: "run.github.md")
    }

    @Test func `An annotation is one line, and nothing else in the report is a command`() throws {
        let result = try Tales.overtaking.result(sessions: 1, seeds: [7]) {
            $0.name = "a\n::error ::b"
        }
        let lines = GitHubReport([result]).text.split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let commands = lines.filter { $0.hasPrefix("::") }
        #expect(lines[0].hasPrefix("::error file=Scenarios/tale.yaml,line=2,title="))
        let stop = try #require(commands.first { $0.hasPrefix("::stop-commands::") })
        let token = stop.dropFirst("::stop-commands::".count)
        #expect(lines.last == "")
        #expect(lines.dropLast().last == "::\(token)::")
    }

    @Test func `What holds annotates nothing`() throws {
        let result = try Tales.disconnect.result(sessions: 2, seeds: [1])
        #expect(GitHubReport([result]).text.hasPrefix("::stop-commands::rehearsal-"))
    }

    @Test func `A scenario without a file is annotated nowhere in particular`() throws {
        let result = try Tales.overtaking.result(sessions: 1, seeds: [7], path: "generated")
        #expect(GitHubReport([result]).text.hasPrefix("::error title=ordering.delivery in tale"))
    }
}
