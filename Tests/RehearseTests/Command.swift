import Foundation

/// The command as users have it: a process.
struct Command {
    /// How it ended.
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The folder in which it runs.
    let folder: URL

    /// Makes a folder of its own to run in.
    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "rehearse-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Runs the command in its folder.
    func run(_ arguments: String...) throws -> Result { try run(arguments) }

    /// Runs the command, or another program, in its folder.
    ///
    /// Without `input` it reads from nowhere; `variables` are put into its environment. `meanwhile` is
    /// given its process id, once it runs.
    func run(
        _ arguments: [String],
        input: String = "",
        program: URL = Self.executable,
        variables: [String: String] = [:],
        meanwhile: (Int32) throws -> Void = { _ in }
    ) throws -> Result {
        let process = Process()
        process.executableURL = program
        process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let output = folder.appending(path: ".output")
        let errors = folder.appending(path: ".errors")
        for file in [output, errors] {
            try Data().write(to: file)
        }
        let source = folder.appending(path: ".input")
        try Data(input.utf8).write(to: source)
        process.standardInput = try FileHandle(forReadingFrom: source)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        try meanwhile(process.processIdentifier)
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        )
    }

    /// Writes a file into its folder.
    func write(_ text: String, to name: String) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
    }

    /// Reads a file of its folder.
    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }

    /// Takes the folder away.
    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The command, which is built beside the tests.
    static var executable: URL { built("rehearse") }

    /// A program of the package.
    static func built(_ name: String) -> URL {
        let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: name)
    }
}
