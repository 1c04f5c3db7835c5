#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Finds the scenario files below some paths.
struct ScenarioFileSearch {
    private var found: Set<String> = []
    private(set) var diagnostics: [Diagnostic] = []

    /// The files, each once, in the order of their paths.
    var files: [String] { found.sorted() }

    /// Adds a file, or what is below a folder.
    mutating func add(_ path: String) {
        let path = Self.normalized(path)
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            report(.unreadable(reason: "there is no such file or folder"), path)
            return
        }
        if isFolder {
            let before = found.count
            let problemsBefore = diagnostics.count
            let isRepeated = addFolder(path)
            if found.count == before, diagnostics.count == problemsBefore, !isRepeated {
                report(.noScenarioInFolder, path)
            }
        } else if path.hasSuffix(".yaml") {
            found.insert(path)
        } else {
            report(.notAScenarioFile, path)
        }
    }

    /// Adds what is below a folder; whether it has a file that had been found before.
    ///
    /// What is hidden is left out, and so are links to folders, which may lead in circles.
    private mutating func addFolder(_ folder: String) -> Bool {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            report(.unreadable(reason: "the folder cannot be listed"), folder)
            return false
        }
        var isRepeated = false
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = Self.normalized("\(folder)/\(name)")
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            switch attributes?[.type] as? FileAttributeType {
            case .typeDirectory:
                if addFolder(path) { isRepeated = true }
            case .typeRegular, .typeSymbolicLink:
                guard name.hasSuffix(".yaml") else { continue }
                if !found.insert(path).inserted { isRepeated = true }
            default:
                continue
            }
        }
        return isRepeated
    }

    /// The bytes of a file, or why they cannot be had.
    static func contents(ofFile path: String) -> Result<[UInt8], Diagnostic> {
        func failure(_ problem: Problem) -> Result<[UInt8], Diagnostic> {
            .failure(
                Diagnostic(fileName: path, position: nil, sourceLine: nil, problem: problem)
            )
        }
        // A pipe or a device would be read for ever.
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return failure(.unreadable(reason: "it is not a regular file"))
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            return failure(.unreadable(reason: "the file cannot be opened"))
        }
        return .success([UInt8](data))
    }

    private mutating func report(_ problem: Problem, _ path: String) {
        diagnostics.append(
            Diagnostic(fileName: path, position: nil, sourceLine: nil, problem: problem)
        )
    }

    /// The path without what says nothing: `.` and slashes beyond the first.
    private static func normalized(_ path: String) -> String {
        let names = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        if path.hasPrefix("/") { return "/" + names }
        return names.isEmpty ? "." : names
    }
}

extension Diagnostic: Error {}
