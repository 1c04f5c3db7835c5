package import Foundation
package import SourceMutations

/// A source file that is mutated, and its mutants.
package struct Subject: Sendable {
    /// The modules whose code is mutated.
    package static let modules = ["EventsAndEffects", "SQLiteStorage"]

    /// The path below the package's folder.
    package let path: String
    /// What it says.
    package let text: String
    /// Its mutants, in order.
    package let mutants: [Mutant]

    /// The module that it belongs to.
    var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// The files of the modules below a package's folder, by path.
    ///
    /// - Throws: if a file cannot be read; `SourceError` if its brackets do not match.
    package static func all(in package: URL) throws -> [Subject] {
        try modules.flatMap { module in
            let folder = "Sources/\(module)"
            let files = FileManager.default.enumerator(
                atPath: package.appending(path: folder).path
            )
            return try (files?.compactMap { $0 as? String } ?? [])
                .filter { $0.hasSuffix(".swift") }
                .sorted()
                .map { try Subject(path: "\(folder)/\($0)", in: package) }
        }
    }

    private init(path: String, in package: URL) throws {
        self.path = path
        text = try String(contentsOf: package.appending(path: path), encoding: .utf8)
        mutants = try MutantCatalogue.mutants(of: text)
    }
}
