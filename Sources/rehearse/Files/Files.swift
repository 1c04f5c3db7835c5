import ArgumentParser
import FoundationEssentials

/// What the command reads from and writes to the disk, beside scenarios and histories.
enum Files {
    /// The names in a folder, sorted; none if it cannot be listed.
    static func names(in folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (names ?? []).sorted()
    }

    /// Writes a text, making the folders above it.
    ///
    /// - Throws: `ExitCode` 70 if it cannot be written; the reason goes to standard error.
    static func write(_ text: String, to path: String) throws {
        do {
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
                .joined(separator: "/")
            if !folder.isEmpty {
                try FileManager.default.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true
                )
            }
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            Terminal.complain("error: cannot write \(path): \(error)\n")
            throw ExitCode(ExitStatus.internalError.rawValue)
        }
    }

    /// Adds a text to the end of a file, which is made if there is none.
    ///
    /// - Throws: `ExitCode` 70 if it cannot be written; the reason goes to standard error.
    static func append(_ text: String, to path: String) throws {
        let before = FileManager.default.contents(atPath: path) ?? Data()
        try write(String(decoding: before, as: UTF8.self) + text, to: path)
    }
}
