import ArgumentParser
import Glibc
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
    private static let library = ["Scenarios"]

    /// Whether nothing was said of scenarios.
    var areDefault: Bool { paths == Self.library && settings.isEmpty }

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
        for path in paths where access(path, F_OK) != 0 {
            throw ValidationError(Self.problem(with: path))
        }
        let library = read()
        guard library.diagnostics.isEmpty else {
            let renderer = DiagnosticRenderer(
                style: Terminal.errorStyle.isColored ? .colored : .plain
            )
            Terminal.complain(renderer.render(library.diagnostics))
            throw ExitCode(ExitStatus.invalidInput.rawValue)
        }
        for setting in settings where !library.variableNames.contains(setting.name) {
            throw ValidationError(Self.problem(with: setting, known: library.variableNames))
        }
        return library.entries
    }

    /// Reads the scenarios and their errors.
    func read() -> ScenarioLibrary {
        ScenarioLibrary.load(
            paths: paths,
            parser: ScenarioParser(
                knownInvariants: InvariantRegistry.all.map(\.id),
                settings: settings
            )
        )
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

    /// What is said of a path at which there is nothing.
    static func problem(with path: String) -> String {
        let problem = "There is no file or folder '\(path)'"
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let prefix = path.hasPrefix("/") ? "/" : ""
        let names = Files.names(in: folder.isEmpty && prefix.isEmpty ? "." : prefix + folder)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let candidates = names.flatMap { [$0, String($0.split(separator: ".").first ?? "")] }
        guard let near = Suggestion.nearest(to: name, among: candidates),
            let full = names.first(where: { $0 == near || $0.hasPrefix(near + ".") })
        else { return problem + "." }
        let place = folder.isEmpty ? prefix : prefix + folder + "/"
        return problem + "; did you mean '\(place)\(full)'?"
    }
}
