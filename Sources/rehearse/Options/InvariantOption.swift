import ArgumentParser
import Histories
import Invariants

/// How an invariant is named on the command line.
enum InvariantOption {
    /// The id of an invariant.
    ///
    /// - Throws: `ValidationError` that names the one that was probably meant.
    static func parse(_ id: String) throws -> String {
        let known = InvariantRegistry.all.map(\.id)
        if known.contains(id) { return id }
        let near = Suggestion.nearest(to: id, among: known)
        throw ValidationError(
            "There is no invariant '\(id)'; "
                + (near.map { "did you mean '\($0)'?" }
                    ?? "'rehearse list invariants' shows all of them.")
        )
    }
}
