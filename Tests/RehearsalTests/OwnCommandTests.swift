import Foundation
import RehearseCommand
import Testing

/// The command of another package, for a server that is not the shipped one.
@Suite struct OwnCommandTests {
    @Test func `It runs its own server, and its lines name it`() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rehearsal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "small.yaml")
        try Data(SmallScenario.failing.utf8).write(to: file)
        let result = try await #require(
            processExitsWith: .exitCode(1),
            observing: [\.standardOutputContent]
        ) { [path = folder.path as String] in
            #expect(FileManager.default.changeCurrentDirectoryPath(path))
            RehearseCommand.main(
                of: SmallScenario.architecture(defect: "failure-not-reported"),
                named: "rehearse-mine",
                arguments: ["run", "small.yaml", "--shrink-for", "2s", "--report", "out"]
            )
        }
        let report = try String(contentsOf: folder.appending(path: "out/small.md"), encoding: .utf8)
        #expect(report.contains("swift run -c release rehearse-mine run small.yaml --seed 1\n"))
        let output = String(decoding: result.standardOutputContent, as: UTF8.self)
        #expect(output.contains("FAIL durability.responses  small.yaml  seed 1"))
        #expect(output.contains("  reproduce: rehearse-mine run small.yaml --seed 1\n"))
        #expect(output.contains("  shrunk: "))
    }

    @Test func `Its help has its name`() async throws {
        let result = try await #require(
            processExitsWith: .success,
            observing: [\.standardOutputContent]
        ) {
            RehearseCommand.main(named: "rehearse-mine", arguments: ["--help"])
        }
        let output = String(decoding: result.standardOutputContent, as: UTF8.self)
        #expect(output.contains("USAGE: rehearse-mine <subcommand>"))
    }
}
