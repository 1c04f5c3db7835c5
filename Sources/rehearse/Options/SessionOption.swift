import ArgumentParser
import Histories
import Reporting

/// How one session of a run is named on the command line: by its number or its key.
enum SessionOption {
    /// The session of a text.
    ///
    /// - Throws: `ValidationError` that names the session that was probably meant.
    static func find(_ text: String, in sessions: SessionTable) throws -> SessionNumber {
        if let number = sessions.number(of: text) { return number }
        if let number = Int(text), (1...max(1, sessions.count)).contains(number), sessions.count > 0
        {
            return SessionNumber(number)
        }
        let near = Suggestion.nearest(to: text, among: sessions.keys)
        throw ValidationError(
            "There is no session '\(text)'; "
                + (near.map { "did you mean '\($0)'?" }
                    ?? "there are \(NumberText.count(sessions.count, "session")), from 1 on.")
        )
    }
}
