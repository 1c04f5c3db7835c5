import Simulator

/// The first words of a report: whether it held.
enum Headline {
    /// The words for a verdict; a violation that the scenario announced is no surprise.
    static func words(for verdict: Verdict, isAnnounced: Bool) -> String {
        switch (verdict, isAnnounced) {
        case (.passed, false): "It held."
        case (.passed, true): "It failed as documented."
        case (.violated, _): "It did not hold."
        case (.inconclusive, _): "It is not known whether it holds."
        }
    }
}
