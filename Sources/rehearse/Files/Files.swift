import ArgumentParser
import FoundationEssentials

/// What the command reads from and writes to the disk, beside scenarios and histories.
enum Files {
    /// The names in a folder, sorted; none if it cannot be listed.
    static func names(in folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (names ?? []).sorted()
    }

    /// Whether there is something at a path.
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Whether there is a folder at a path.
    static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

    /// Whether there is a program at a path that may be run.
    static func isProgram(_ path: String) -> Bool {
        !isFolder(path) && FileManager.default.isExecutableFile(atPath: path)
    }

    /// Refuses a path at which there is nothing.
    ///
    /// - Throws: `ValidationError` that names what was probably meant, of files with that ending.
    static func require(_ path: String, ending: String) throws {
        guard !exists(path) else { return }
        throw ValidationError(PathSuggestion(path: path, ending: ending).problem)
    }

    /// Writes a text unless it is what the file has, which then stays untouched.
    ///
    /// - Throws: as `write`.
    static func update(_ text: String, at path: String) throws {
        guard FileManager.default.contents(atPath: path) != Data(text.utf8) else { return }
        try write(text, to: path)
    }

    /// Gives a file that there is another text; a link to it and its rights stay.
    ///
    /// - Throws: as `write`.
    static func replace(_ text: String, at path: String) throws {
        let file = URL(filePath: path).resolvingSymlinksInPath().path
        let rights = try? FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        try write(text, to: file)
        guard let rights else { return }
        try? FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: file)
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
