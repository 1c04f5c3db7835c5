/// A word of a Swift source, without the space and the comments around it.
struct Token: Hashable, Sendable {
    /// What kind of word it is.
    enum Kind: Hashable, Sendable {
        /// A name or a keyword.
        case word
        /// A number.
        case number
        /// A string literal, with all that is interpolated in it.
        case string
        /// A run of operator characters.
        case `operator`
        /// One of `( ) [ ] { } , ; : . @ #`.
        case punctuation
    }

    /// What kind of word it is.
    let kind: Kind
    /// Its text.
    let text: String
    /// Where it is, in bytes of the source.
    let range: Range<Int>
    /// Whether it is the first one of its line.
    let startsLine: Bool
    /// Whether space stands before it, and behind it.
    let spacing: Spacing

    /// The space around a token.
    struct Spacing: Hashable, Sendable {
        let before: Bool
        let after: Bool
    }

    /// Whether it is an operator between two operands, as the space around it says.
    var isBinaryOperator: Bool {
        kind == .operator && spacing.before && spacing.after && text != "=" && text != "->"
    }
}
