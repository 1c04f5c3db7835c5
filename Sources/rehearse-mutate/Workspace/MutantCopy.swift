import Foundation
import SourceMutations

/// A copy of the package with mutants in it: the only place where there are any.
struct MutantCopy {
    /// The program that runs the trials.
    static let product = "rehearse-mutate"
    /// How often a build is tried without the mutants that the compiler refused before.
    private static let builds = 40

    let package: URL
    let folder: URL

    /// The program, once it is built.
    var program: URL { folder.appending(path: ".build/release/\(Self.product)") }

    /// A mutant and where it is.
    struct Place: Sendable {
        let number: Int
        let subject: Int
        let mutant: Mutant
    }

    /// Builds the copy with these mutants.
    ///
    /// - Returns: the numbers of those that the compiler takes; the others are no Swift.
    /// - Throws: `CopyError` if the copy cannot be built even without those that are to blame.
    func build(_ places: [Place], in subjects: [Subject]) throws -> Set<Int> {
        try copy()
        var alive = Set(places.map(\.number))
        for _ in 0..<Self.builds {
            let written = try write(places.filter { alive.contains($0.number) }, into: subjects)
            let (isBuilt, output) = try compile()
            if isBuilt { return alive }
            let blamed = BuildErrors.places(in: output).reduce(into: Set<Int>()) { blamed, error in
                for (path, schemata) in written where error.path.hasSuffix(path) {
                    let near = schemata.mutants(line: error.line, column: error.column)
                    // Where that helps nothing, all of the file are to blame.
                    blamed.formUnion(alive.isDisjoint(with: near) ? schemata.numbers : near)
                }
            }
            guard !blamed.isDisjoint(with: alive) else { throw CopyError(output: output) }
            alive.subtract(blamed)
        }
        throw CopyError(output: "each build had errors in other mutants")
    }

    private func copy() throws {
        let files = FileManager.default
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        // Copied, since they may be changed while the mutants run.
        let scenarios = folder.appending(path: "Scenarios")
        try? files.removeItem(at: scenarios)
        try files.copyItem(at: package.appending(path: "Scenarios"), to: scenarios)
        let tests = folder.appending(path: "Tests")
        try? files.removeItem(at: tests)
        try files.createSymbolicLink(
            at: tests,
            withDestinationURL: package.appending(path: "Tests")
        )
        let manifest = try String(
            contentsOf: package.appending(path: "Package.swift"),
            encoding: .utf8
        )
        // What a mutant leaves unused is no error.
        try put(manifest.replacing(".treatAllWarnings(as: .error),", with: ""), at: "Package.swift")
        let paths = files.enumerator(atPath: package.appending(path: "Sources").path)
        for case let path as String in paths ?? .init() {
            let path = "Sources/\(path)"
            var isFolder: ObjCBool = false
            let source = package.appending(path: path)
            guard files.fileExists(atPath: source.path, isDirectory: &isFolder),
                !isFolder.boolValue, !Subject.modules.contains(where: { path.contains("/\($0)/") })
            else { continue }
            try put(try String(contentsOf: source, encoding: .utf8), at: path)
        }
    }

    private func write(
        _ places: [Place],
        into subjects: [Subject]
    ) throws -> [(path: String, schemata: Schemata)] {
        for module in Subject.modules {
            try put(Self.switchSource, at: "Sources/\(module)/MutantSwitch.swift")
        }
        return try subjects.enumerated().map { index, subject in
            let schemata = Schemata(
                source: subject.text,
                mutants: places.filter { $0.subject == index }
                    .map { Schemata.Numbered(number: $0.number, mutant: $0.mutant) }
            )
            try put(schemata.text, at: subject.path)
            return (subject.path, schemata)
        }
    }

    /// Writes a file unless it is the same, so that what did not change is not built again.
    private func put(_ text: String, at path: String) throws {
        let file = folder.appending(path: path)
        if (try? String(contentsOf: file, encoding: .utf8)) == text { return }
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private func compile() throws -> (isBuilt: Bool, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swift", "build", "-c", "release", "--product", Self.product]
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(),
            as: UTF8.self
        )
        process.waitUntilExit()
        return (process.terminationStatus == 0, text)
    }

    private static let switchSource = """
        import Foundation

        private let activeMutant = Int(
            ProcessInfo.processInfo.environment["\(TrialProcess.variable)"] ?? ""
        )

        @inline(__always)
        func isMutant(_ number: Int) -> Bool { activeMutant == number }

        """
}

/// The copy cannot be built, and no mutant is to blame.
struct CopyError: Error, CustomStringConvertible {
    let output: String

    var description: String { "the copy cannot be built:\n" + output.suffix(4_000) }
}
