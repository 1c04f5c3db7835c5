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
        #expect(try command.run("report").status == 0)
        let written = try names(in: command.folder)
        #expect(try names(in: Self.root) == written)
        for name in written {
            let path = "Reports/\(name)"
            let committed = try Data(contentsOf: Self.root.appending(path: path))
            let isSame = committed == Data(try command.read(path).utf8)
            #expect(isSame, "\(path) is not what its scenario makes; run 'rehearse report'")
        }
    }

    private func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: "Reports").path
        ).filter { $0.hasSuffix(".md") }.sorted()
    }
}
