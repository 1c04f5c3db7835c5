import Histories

/// What somebody probably meant by a path at which there is nothing.
///
/// A file is rarely where one remembers it: it is looked for by its name below the folder that the
/// path begins with, and in the library of scenarios; only then for a name that is spelled alike.
///
/// Determinism: folders are gone through level by level, in the order of their names.
struct PathSuggestion {
    /// No more names than these are looked at: who stands at the root of a disk wants an answer, too.
    private static let mostNames = 20_000

    /// The path at which there is nothing.
    let path: String
    /// How the files end that are meant: `.yaml`.
    let ending: String

    /// What is wrong, and what was probably meant.
    var problem: String {
        let problem = "There is no file or folder '\(path)'"
        return nearest.map { "\(problem); did you mean '\($0)'?" } ?? problem + "."
    }

    /// The path that was probably meant; nil if nothing is near.
    var nearest: String? {
        let found = roots.flatMap(candidates)
        let folder = self.folder
        let neighbours = Files.names(in: folder.isEmpty ? "." : folder).map { folder + $0 }
            .filter { isMeant($0) }
        return found.first { stem(of: $0) == name }
            ?? spelledAlike(neighbours) ?? spelledAlike(found)
    }

    /// The files of that very name, wherever they are.
    var namesakes: [String] {
        roots.flatMap(candidates).filter { $0.hasSuffix(ending) && stem(of: $0) == name }
    }

    /// The name without the ending, or another one that stands for it.
    private var name: String { stem(of: path) }

    /// What stands before the name, with its slash.
    private var folder: String {
        guard let slash = trimmed.lastIndex(of: "/") else { return "" }
        return String(trimmed[...slash])
    }

    private var trimmed: Substring { path.hasSuffix("/") ? path.dropLast() : path[...] }

    /// Where the file may be: below the nearest folder of the path that there is, and in the library.
    private var roots: [String] {
        var folder = Substring(self.folder)
        while !folder.isEmpty, !Files.isFolder(String(folder)) {
            folder = folder.dropLast()
            folder =
                folder[
                    ..<(folder.lastIndex(of: "/").map { folder.index(after: $0) }
                        ?? folder.startIndex)
                ]
        }
        let library = ScenarioOptions.library.filter(Files.isFolder).map { $0 + "/" }
        // Nobody means a file from anywhere on the disk.
        return (folder == "/" ? [] : [String(folder)]) + library.filter { $0 != folder }
    }

    /// What is below a folder, the nearest first, and nothing that is hidden.
    private func candidates(below root: String) -> [String] {
        var found: [String] = []
        var level = [root]
        var looked = 0
        while !level.isEmpty {
            var next: [String] = []
            for folder in level {
                for name in Files.names(in: folder.isEmpty ? "." : folder)
                where !name.hasPrefix(".") {
                    looked += 1
                    guard looked <= Self.mostNames else { return found }
                    let path = folder + name
                    if isMeant(path) { found.append(path) }
                    if Files.isFolder(path) { next.append(path + "/") }
                }
            }
            level = next
        }
        return found
    }

    /// Whether a path names a folder or a file of the kind that is looked for.
    private func isMeant(_ path: String) -> Bool {
        path.hasSuffix(ending) || Files.isFolder(path)
    }

    private func stem(of path: String) -> String {
        let trimmed = path.hasSuffix("/") ? path.dropLast() : path[...]
        let name = trimmed.split(separator: "/").last ?? trimmed
        let others = [ending, ".yaml", ".yml"]
        let known = others.first { name.hasSuffix($0) && name.count > $0.count }
        return String(name.dropLast(known?.count ?? 0))
    }

    /// The path whose name is spelled alike, with its ending or without.
    private func spelledAlike(_ paths: [String]) -> String? {
        let near = Suggestion.nearest(to: name, among: paths.map(stem) + paths.map(lastName))
        return near.flatMap { near in
            paths.first { stem(of: $0) == near || lastName(of: $0) == near }
        }
    }

    private func lastName(of path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }
}
