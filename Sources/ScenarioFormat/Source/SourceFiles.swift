/// Where included files are read from: the disk, or texts in memory.
package struct SourceFiles: Sendable {
    /// The bytes of the file at a path, or why they cannot be had.
    let contents: @Sendable (String) -> Result<[UInt8], Diagnostic>
    /// The names in a folder; none if it cannot be listed.
    let names: @Sendable (String) -> [String]

    /// Files on the disk, below the folder in which the command runs.
    package static let disk = SourceFiles(
        contents: ScenarioFileSearch.contents(ofFile:),
        names: ScenarioFileSearch.names(inFolder:)
    )

    private init(
        contents: @escaping @Sendable (String) -> Result<[UInt8], Diagnostic>,
        names: @escaping @Sendable (String) -> [String]
    ) {
        self.contents = contents
        self.names = names
    }

    /// Files in memory, by path.
    package init(_ files: [String: [UInt8]]) {
        contents = { path in
            files[path].map(Result.success)
                ?? .failure(.unplaced(.unreadable(reason: "there is no such file"), path))
        }
        names = { folder in
            let prefix = folder == "." ? "" : folder + "/"
            return files.keys.filter { $0.hasPrefix(prefix) }
                .map { String($0.dropFirst(prefix.count)) }.sorted()
        }
    }
}
