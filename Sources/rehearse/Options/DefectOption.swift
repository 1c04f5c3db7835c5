import ArgumentParser
import Histories
import PlantedDefects

/// How a planted defect is named on the command line.
enum DefectOption {
    /// What a shell offers.
    static var completion: CompletionKind { .list(PlantedDefect.all.map(\.id)) }

    /// The defect of an id.
    ///
    /// - Throws: `ValidationError` that names the one that was probably meant.
    static func parse(_ id: String) throws -> PlantedDefect {
        let known = PlantedDefect.all
        if let defect = known.first(where: { $0.id == id }) { return defect }
        let near = Suggestion.nearest(to: id, among: known.map(\.id))
        throw ValidationError(
            "There is no planted defect '\(id)'; "
                + (near.map { "did you mean '\($0)'?" }
                    ?? "'rehearse list defects' shows all of them.")
        )
    }
}
