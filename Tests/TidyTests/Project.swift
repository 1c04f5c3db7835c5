import Foundation

/// The project's files, as they are on the disk.
enum Project {
    /// The top level.
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// All Swift files below `Sources` and `Tests`, by path; none of what was built there.
    static let files: [SourceFile] = ["Sources", "Tests"].flatMap { folder -> [SourceFile] in
        let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (paths?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }
            .map { "\(folder)/\($0)" }
            .compactMap { path in
                let data = try? Data(contentsOf: root.appending(path: path))
                return data.map {
                    SourceFile(path: path, text: String(decoding: $0, as: UTF8.self))
                }
            }
    }.sorted { $0.path < $1.path }

    /// The names at the top level that git knows.
    ///
    /// - Throws: an error if git cannot be run.
    static func trackedTopLevel() throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", root.path, "ls-files"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let paths = String(decoding: output, as: UTF8.self).split(separator: "\n")
        let names = paths.compactMap { $0.split(separator: "/").first.map(String.init) }
        return Set(names).sorted()
    }
}
