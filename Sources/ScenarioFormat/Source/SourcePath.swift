/// Paths as scenario files name them: with slashes, relative to the folder of the file.
enum SourcePath {
    /// The path without what says nothing: `.`, slashes beyond the first, a folder and `..` behind
    /// it.
    static func normalized(_ path: String) -> String {
        var names: [Substring] = []
        for name in path.split(separator: "/") where name != "." {
            if name == "..", let last = names.last, last != ".." {
                names.removeLast()
            } else if name != ".." || !path.hasPrefix("/") {
                names.append(name)
            }
        }
        let joined = names.joined(separator: "/")
        if path.hasPrefix("/") { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }

    /// A file's name without folders and extension: what the scenario in it must be called.
    static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
    }

    /// The folder that a file is in.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What a path in a file means, from where the file is.
    static func resolved(_ path: String, in file: String) -> String {
        path.hasPrefix("/") ? normalized(path) : normalized(folder(of: file) + "/" + path)
    }
}
