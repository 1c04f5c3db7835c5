/// Whether text is for a terminal that shows colours; the caller knows.
package enum TextStyle: Sendable {
    /// Text alone.
    case plain
    /// With ANSI escape sequences.
    case colored

    /// What a colour says.
    package enum Meaning: String, Sendable {
        case good = "32"
        case bad = "1;31"
        case doubtful = "33"
        case heading = "1"
        case quiet = "2"
    }

    /// Whether colours are shown.
    package var isColored: Bool { self == .colored }

    /// The text in the colour of a meaning.
    package func paint(_ text: String, _ meaning: Meaning) -> String {
        switch self {
        case .plain: text
        case .colored: "\u{1B}[\(meaning.rawValue)m\(text)\u{1B}[0m"
        }
    }
}
