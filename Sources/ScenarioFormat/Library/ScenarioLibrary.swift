package import Scenarios

/// The scenarios of some files and folders.
package struct ScenarioLibrary: Sendable {
    /// A scenario and the file that it came from.
    package struct Entry: Equatable, Sendable {
        /// The file, below the path that was given.
        package let path: String
        /// What it says.
        package let scenario: Scenario

        /// Makes the entry of a scenario.
        package init(path: String, scenario: Scenario) {
            self.path = path
            self.scenario = scenario
        }
    }

    /// The scenarios of the files without problems, by path.
    package let entries: [Entry]
    /// Everything that is wrong with the other files, by path and place.
    package let diagnostics: [Diagnostic]

    /// Loads files, and folders with all that is below them.
    ///
    /// Determinism: files come in the order of their paths' bytes, whatever the file system says;
    /// one that is named twice counts once. Of two files with a scenario of the same name, in
    /// whatever folders, the second is refused: reports and reproductions name scenarios.
    ///
    /// - Parameters:
    ///   - paths: files whose names end in `.yaml`, and folders.
    ///   - parser: what reads them.
    /// - Returns: all scenarios and all problems; a path that cannot be read is a problem too.
    package static func load(paths: [String], parser: ScenarioParser) -> ScenarioLibrary {
        var search = ScenarioFileSearch()
        for path in paths { search.add(path) }
        var entries: [Entry] = []
        var diagnostics = search.diagnostics
        var firstFiles: [String: String] = [:]
        for path in search.files {
            switch ScenarioFileSearch.contents(ofFile: path) {
            case .failure(let diagnostic):
                diagnostics.append(diagnostic)
            case .success(let bytes):
                switch parser.parse(bytes: bytes, fileName: path) {
                case .scenario(let scenario):
                    if let firstFile = firstFiles[scenario.name] {
                        diagnostics.append(
                            .repeatedName(scenario.name, of: path, firstFile: firstFile)
                        )
                        continue
                    }
                    firstFiles[scenario.name] = path
                    entries.append(Entry(path: path, scenario: scenario))
                case .invalid(let problems):
                    diagnostics += problems
                }
            }
        }
        return ScenarioLibrary(
            entries: entries,
            diagnostics: diagnostics.sorted(by: Diagnostic.precedes)
        )
    }
}

extension Diagnostic {
    fileprivate static func repeatedName(
        _ name: String,
        of path: String,
        firstFile: String
    ) -> Diagnostic {
        Diagnostic(
            fileName: path,
            position: nil,
            sourceLine: nil,
            problem: .repeatedScenario(name: name, firstFile: firstFile)
        )
    }
}
