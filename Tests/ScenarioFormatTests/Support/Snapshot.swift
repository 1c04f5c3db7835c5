import Foundation
import Testing

/// Compares texts with the golden files beside the tests.
///
/// With `RECORD_SNAPSHOTS=1` the files are written instead, and the run fails, so that nobody
/// records by accident.
enum Snapshot {
    static func expect(
        _ text: String,
        matches name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let url = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Snapshots").appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(text.utf8).write(to: url)
            Issue.record("recorded \(name)", sourceLocation: sourceLocation)
            return
        }
        let expected = try String(decoding: Data(contentsOf: url), as: UTF8.self)
        #expect(text == expected, "\(name) differs", sourceLocation: sourceLocation)
    }
}
