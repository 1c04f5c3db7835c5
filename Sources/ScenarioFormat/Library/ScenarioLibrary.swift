package import Scenarios

/// The scenarios of some files and folders.
package struct ScenarioLibrary: Sendable {
    /// A scenario and the file that it came from.
    package struct Entry: Equatable, Sendable {
        /// The file, below the path that was given.
        package let path: String
        /// What it says.
        package let scenario: Scenario
        /// The file, and the combination of its matrix if it has one: `a.yaml[lease=1s]`.
        package let title: String
        /// What `--set` must say to get this scenario of the file, and it alone.
        package let settings: [VariableSetting]
        /// The line of the file on which it says what it is called, from 1; nil if it does not.
        package let line: Int?

        /// Makes the entry of a scenario; `title` is the path if none is given.
        package init(
            path: String,
            scenario: Scenario,
            title: String? = nil,
            settings: [VariableSetting] = [],
            line: Int? = nil
        ) {
            self.path = path
            self.scenario = scenario
            self.title = title ?? path
            self.settings = settings
            self.line = line
        }

        /// The scenario's name without the combination.
        package var ownName: String { SourcePath.stem(of: path) }
        /// The scenario's name as the name of a file, without an ending.
        package var fileStem: String { ScenarioLibrary.fileStem(of: scenario.name) }
    }

    /// The scenarios of the files without problems, by path and combination.
    package let entries: [Entry]
    /// Everything that is wrong with the other files, by path and place.
    package let diagnostics: [Diagnostic]
    /// The variables and matrix keys that have a meaning in one of the files.
    package let variableNames: [String]

    /// Loads files, and folders with all that is below them.
    ///
    /// A file that another one includes and that does not call itself a scenario is part of that one,
    /// and none itself.
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
        let (found, problems) = self.files(at: paths)
        let files = found.map { ($0.path, file: parser.parse(bytes: $0.bytes, fileName: $0.path)) }
        var diagnostics = problems
        var firstFiles: [String: String] = [:]
        let parts = Set(files.flatMap(\.file.includedFiles))
        var entries: [Entry] = []
        for (path, file) in files where file.isNamed || !parts.contains(path) {
            switch file.result {
            case .scenarios(let variants):
                let name = SourcePath.stem(of: path)
                if let firstFile = firstFiles[name] {
                    diagnostics.append(.repeatedName(name, of: path, firstFile: firstFile))
                    continue
                }
                firstFiles[name] = path
                entries += variants.map { Entry($0, of: path, line: file.nameLine) }
            case .invalid(let problems): diagnostics += problems
            }
        }
        return ScenarioLibrary(
            entries: entries,
            diagnostics: Diagnostic.unique(diagnostics),
            variableNames: files.flatMap(\.file.variableNames)
        )
    }

    /// The names of the files at some paths, and below those that are folders, sorted.
    package static func fileNames(at paths: [String]) -> [String] {
        var search = ScenarioFileSearch()
        for path in paths { search.add(path) }
        return search.files
    }

    /// The files at some paths, and below those that are folders, by path, with their bytes; and what
    /// cannot be read.
    package static func files(
        at paths: [String]
    ) -> (files: [(path: String, bytes: [UInt8])], diagnostics: [Diagnostic]) {
        var search = ScenarioFileSearch()
        for path in paths { search.add(path) }
        var files: [(path: String, bytes: [UInt8])] = []
        var diagnostics = search.diagnostics
        for path in search.files {
            switch ScenarioFileSearch.contents(ofFile: path) {
            case .failure(let diagnostic): diagnostics.append(diagnostic)
            case .success(let bytes): files.append((path, bytes))
            }
        }
        return (files, diagnostics)
    }

    /// A name as the name of a file: what file systems and shells might not take as it is becomes
    /// `~` and two digits for each byte.
    package static func fileStem(of name: String) -> String {
        name.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            let isSafe = character.isASCII && (character.isLetter || character.isNumber)
            if isSafe || "._-+%,=[]()".contains(character) { return String(character) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "~" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }
}

extension ScenarioLibrary.Entry {
    fileprivate init(_ variant: ParseResult.Variant, of path: String, line: Int?) {
        self.init(
            path: path,
            scenario: variant.scenario,
            title: path + variant.title,
            settings: variant.settings,
            line: line
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
