import Foundation

/// Where the scenarios are: found from this file, whatever the working directory of a test.
enum Scenarios {
    /// All of the package's own.
    static let own = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Scenarios").path

    /// One of them.
    static func file(_ name: String) -> String { "\(own)/\(name).yaml" }
}
