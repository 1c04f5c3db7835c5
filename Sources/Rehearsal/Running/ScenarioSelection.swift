import Invariants
import ScenarioFormat

/// Which scenarios are rehearsed: those of files, or one that is given as text.
enum ScenarioSelection: Sendable {
    /// Those of files and folders.
    case files([String])
    /// The one of a text.
    case text(String, name: String)

    init(paths: [String]) { self = .files(paths) }

    init(text: String, name: String) { self = .text(text, name: name) }

    /// Reads the scenarios.
    ///
    /// - Throws: `Rehearsal.Problem.scenarios` with everything that is wrong with them.
    func entries() throws -> [ScenarioLibrary.Entry] {
        let parser = ScenarioParser(knownInvariants: InvariantRegistry.all.map(\.id))
        switch self {
        case .files(let paths):
            guard !paths.isEmpty else {
                throw Rehearsal.Problem.scenarios("no scenario file or folder is named\n")
            }
            let library = ScenarioLibrary.load(paths: paths, parser: parser)
            guard library.diagnostics.isEmpty else { throw problem(library.diagnostics) }
            return library.entries
        case .text(let text, let name):
            switch parser.parse(text: text, fileName: "\(name).yaml").result {
            case .invalid(let diagnostics): throw problem(diagnostics)
            case .scenarios(let variants):
                return variants.map {
                    ScenarioLibrary.Entry(
                        path: name,
                        scenario: $0.scenario,
                        title: name + $0.title,
                        settings: $0.settings
                    )
                }
            }
        }
    }

    private func problem(_ diagnostics: [Diagnostic]) -> Rehearsal.Problem {
        .scenarios(DiagnosticRenderer(style: .plain).render(diagnostics))
    }
}
