import Foundation
import RehearseCommand
import Testing

/// The command of another package, for a server that is not the shipped one.
@Suite struct OwnCommandTests {
    /// One use of the command.
    struct Use: CustomTestStringConvertible {
        /// What it is asked for, of the scenario `small.yaml`.
        let arguments: [String]
        /// How it ends.
        let status: Int32
        /// What it prints, among other things.
        let lines: [String]

        var testDescription: String { arguments[0] }
    }

    static let uses = [
        Use(
            arguments: ["run", "small.yaml", "--report", "out", "--shrink-for", "2s"],
            status: 1,
            lines: [
                "FAIL durability.responses  small.yaml  seed 1",
                "  reproduce: rehearse-mine run small.yaml --seed 1\n", "  shrunk: ",
            ]
        ),
        Use(
            arguments: ["crash-sweep", "small.yaml", "--every", "1000"],
            status: 1,
            lines: ["FAIL durability.responses  small.yaml  seed 1"]
        ),
        Use(
            arguments: ["shrink", "small.yaml", "--invariant", "durability.responses"],
            status: 0,
            lines: ["  reproduce: rehearse-mine run Reports/failures/small-1.yaml\n"]
        ),
        Use(arguments: ["report", "small.yaml", "--out", "out"], status: 1, lines: []),
    ]

    @Test(arguments: uses)
    func `Every subcommand is about its own server, and names the command`(
        use: Use
    ) async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try await #require(
            processExitsWith: .exitCode(use.status),
            observing: [\.standardOutputContent]
        ) { [path = folder.path as String, arguments = use.arguments as [String]] in
            #expect(FileManager.default.changeCurrentDirectoryPath(path))
            RehearseCommand.main(
                of: SmallScenario.architecture(defect: "failure-not-reported"),
                named: "rehearse-mine",
                arguments: arguments
            )
        }
        let output = String(decoding: result.standardOutputContent, as: UTF8.self)
        for line in use.lines { #expect(output.contains(line)) }
        guard use.arguments.contains("out") else { return }
        let report = try String(contentsOf: folder.appending(path: "out/small.md"), encoding: .utf8)
        #expect(report.contains("swift run -c release rehearse-mine run small.yaml --seed 1\n"))
    }

    /// A folder with a scenario in which the server fails.
    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "rehearsal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(SmallScenario.failing.utf8).write(to: folder.appending(path: "small.yaml"))
        return folder
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
