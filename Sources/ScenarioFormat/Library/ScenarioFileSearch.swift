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
        let path = SourcePath.normalized(path)
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
            let path = SourcePath.normalized("\(folder)/\(name)")
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

    /// The names in a folder; none if it cannot be listed.
    static func names(inFolder folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// The bytes of a file, or why they cannot be had.
    static func contents(ofFile path: String) -> Result<[UInt8], Diagnostic> {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return .failure(.unplaced(.unreadable(reason: "there is no such file"), path))
        }
        // A pipe or a device would be read for ever.
        guard status.st_mode & S_IFMT == S_IFREG else {
            return .failure(.unplaced(.unreadable(reason: "it is not a regular file"), path))
        }
        // What is no scenario by its size is not worth its memory.
        guard status.st_size <= SourceText.longestFile else {
            return .failure(.unplaced(.tooLarge(limit: SourceText.longestFile), path))
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            return .failure(.unplaced(.unreadable(reason: "the file cannot be opened"), path))
        }
        return .success([UInt8](data))
    }

    private mutating func report(_ problem: Problem, _ path: String) {
        diagnostics.append(.unplaced(problem, path))
    }
}

extension Diagnostic: Error {}
