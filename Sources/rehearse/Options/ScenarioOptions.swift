import ArgumentParser
import Histories
import Invariants
import Reporting
import ScenarioFormat

/// Which scenarios a command is about.
struct ScenarioOptions: ParsableArguments {
    @Argument(
        help: "Scenario files, and folders with all scenarios below them.",
        completion: .file(extensions: ["yaml"])
    )
    var paths: [String] = ScenarioOptions.library

    /// Where the scenarios are if none are named.
    static let library = ["Scenarios"]

    /// Whether nothing was said of scenarios.
    var areDefault: Bool { paths == Self.library && settings.isEmpty }

    /// Whether paths were given.
    var areNamed: Bool { paths != Self.library }

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Set a variable, or leave a key of a matrix one value; may be repeated.",
            valueName: "NAME=VALUE"
        ),
        transform: VariableOption.parse
    )
    var settings: [VariableSetting] = []

    func validate() throws {
        for (index, setting) in settings.enumerated()
        where settings[..<index].contains(where: { $0.name == setting.name }) {
            throw ValidationError("'--set \(setting.name)=…' is given twice.")
        }
    }

    /// Loads the scenarios; their errors go to standard error.
    ///
    /// - Throws: `ValidationError` if there is nothing at a path, or a variable is set that no file
    ///   has; `ExitCode` 65 if one of the files is invalid.
    func load() throws -> [ScenarioLibrary.Entry] {
        for path in paths { try Files.require(path, ending: ".yaml") }
        let library = read()
        try Self.report(library.diagnostics)
        for setting in settings where !library.variableNames.contains(setting.name) {
            throw ValidationError(Self.problem(with: setting, known: library.variableNames))
        }
        return library.entries
    }

    /// Reads the scenarios and their errors.
    func read() -> ScenarioLibrary {
        ScenarioLibrary.load(paths: paths, parser: parser)
    }

    /// What reads the scenarios.
    var parser: ScenarioParser {
        ScenarioParser(knownInvariants: InvariantRegistry.all.map(\.id), settings: settings)
    }

    /// The files with their bytes, parts of scenarios among them.
    ///
    /// - Throws: as `load`, for what cannot be read.
    func files() throws -> [(path: String, bytes: [UInt8])] {
        for path in paths { try Files.require(path, ending: ".yaml") }
        let (files, diagnostics) = ScenarioLibrary.files(at: paths)
        try Self.report(diagnostics)
        return files
    }

    /// The names of the files, without looking into them.
    ///
    /// A file that was named stays one of them while an editor has taken it away.
    func fileNames() -> [String] {
        let named = paths.filter { $0.hasSuffix(".yaml") }
        return Set(ScenarioLibrary.fileNames(at: paths) + named).sorted()
    }

    /// The files that these include, wherever they are.
    func includedFiles() -> [String] {
        ScenarioLibrary.files(at: paths).files.flatMap { path, bytes in
            parser.parse(bytes: bytes, fileName: path).includedFiles
        }
    }

    /// Tells standard error what is wrong with files.
    ///
    /// - Throws: `ExitCode` 65 if anything is.
    static func report(_ diagnostics: [Diagnostic]) throws {
        guard !diagnostics.isEmpty else { return }
        let renderer = DiagnosticRenderer(
            style: Terminal.errorStyle.isColored ? .colored : .plain
        )
        Terminal.complain(renderer.render(diagnostics))
        throw ExitCode(ExitStatus.invalidInput.rawValue)
    }

    private static func problem(with setting: VariableSetting, known: [String]) -> String {
        let near = Suggestion.nearest(to: setting.name, among: known)
        return "No scenario has a variable '\(setting.name)'"
            + (near.map { "; did you mean '\($0)'?" }
                ?? (known.isEmpty
                    ? "." : "; there are \(Set(known).sorted().joined(separator: ", "))."))
    }

    /// The one scenario of a file.
    ///
    /// - Throws: as `load`; `ValidationError` if it has several.
    static func one(_ path: String) throws -> ScenarioLibrary.Entry {
        var options = ScenarioOptions()
        options.paths = [path]
        options.settings = []
        let entries = try options.load()
        guard entries.count == 1 else {
            throw ValidationError(
                "'\(path)' is \(entries.count) scenarios; this is about one of them."
            )
        }
        return entries[0]
    }
}
