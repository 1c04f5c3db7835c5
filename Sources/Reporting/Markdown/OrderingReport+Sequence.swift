import Histories
import Invariants
import Simulator

extension OrderingReport {
    /// What became of the most telling requests of the session with most to tell, as a diagram; of a
    /// violation's requests if there is one.
    var sequence: String {
        let violation = recorded.violations.first { !$0.session.isNone }
        let requests = [violation?.first?.request, violation?.conflicting.request]
        let excerpt = SessionExcerpt(
            of: digest,
            session: violation?.session.index,
            about: requests.compactMap(\.self)
        )
        guard let excerpt, let history = recorded.history else { return "" }
        let diagram = SequenceDiagram(of: excerpt, in: history)
        guard !diagram.isEmpty else { return "" }
        return """
            ## Session \(excerpt.session.number), step by step

            \(diagram.introduction)

            ```mermaid
            \(diagram.text)```

            """
    }
}
