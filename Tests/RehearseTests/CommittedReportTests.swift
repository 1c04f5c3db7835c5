import Foundation
import Testing

@Suite struct CommittedReportTests {
    /// The top level of the project.
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func `The committed reports are what the scenarios make, byte for byte`() throws {
        let command = try Command()
        defer { command.remove() }
        try FileManager.default.copyItem(
            at: Self.root.appending(path: "Scenarios"),
            to: command.folder.appending(path: "Scenarios")
        )
        let large = try Self.names(in: "Scenarios/scale", ending: ".yaml")
        // Only an optimised build makes these in a moment; the script of the whole check does.
        try FileManager.default.removeItem(
            at: command.folder.appending(path: "Scenarios/scale")
        )
        #expect(try command.run("report").status == 0)
        let written = try Self.names(in: "Reports", of: command.folder, ending: ".md")
        let committed = try Self.names(in: "Reports", ending: ".md")
        // What was measured is the same in no two runs, or takes hours to measure again.
        let compared = committed.filter { !["benchmarks", "mutation"].contains($0) }
        #expect(compared == (written + large + ["self-test"]).sorted())
        for name in written where name != "README" {
            let path = "Reports/\(name).md"
            let committed = try Data(contentsOf: Self.root.appending(path: path))
            let isSame = committed == Data(try command.read(path).utf8)
            #expect(isSame, "\(path) is not what its scenario makes; run 'rehearse report'")
        }
        let index = try String(
            contentsOf: Self.root.appending(path: "Reports/README.md"),
            encoding: .utf8
        )
        let isSame = try Self.withoutScale(index) == command.read("Reports/README.md")
        #expect(isSame, "Reports/README.md is not what the scenarios make; run 'rehearse report'")
    }

    @Test func `The committed picture is what its scenario makes, byte for byte`() throws {
        let command = try Command()
        defer { command.remove() }
        let scenario = "Scenarios/recovery/crash-restart.yaml"
        try command.write(
            String(contentsOf: Self.root.appending(path: scenario), encoding: .utf8),
            to: scenario
        )
        #expect(try command.run("report", scenario, "--format", "svg").status == 0)
        let path = "Reports/crash-restart.svg"
        let committed = try Data(contentsOf: Self.root.appending(path: path))
        let isSame = committed == Data(try command.read(path).utf8)
        #expect(isSame, "run 'rehearse report \(scenario) --format svg'")
    }

    /// The index without the theme that only an optimised build makes in a moment.
    private static func withoutScale(_ index: String) -> String {
        let sections = index.split(separator: "\n## ", omittingEmptySubsequences: false)
        return sections.filter { !$0.hasPrefix("Scale\n") }.joined(separator: "\n## ")
    }

    /// The names of files, sorted, without their ending.
    private static func names(
        in path: String,
        of folder: URL = root,
        ending: String
    ) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)
            .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
    }
}
