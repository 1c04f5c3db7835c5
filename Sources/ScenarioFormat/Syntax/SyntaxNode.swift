/// A value of a YAML file as it is written: literal text, a list or a map, with its position.
///
/// Unlike YAML's own reading, nothing is a number, a switch or a null here: what a text means is
/// decided where it is expected.
struct SyntaxNode: Sendable {
    /// What is written.
    enum Content: Sendable {
        /// A text; plain if it has no quotes.
        case text(String, isPlain: Bool)
        /// A list.
        case list([SyntaxNode])
        /// A map, in the order of the file, each key once.
        case map([SyntaxEntry])
    }

    let position: SourcePosition
    let content: Content

    /// Whether nothing is written: `crash:` and then the end of the line.
    var isNothing: Bool {
        if case .text("", isPlain: true) = content { true } else { false }
    }

    /// The keys of the maps that are values: without theirs they are not taken for placeholders.
    private static let keysOfValues = ["normal", "exponential", "group", "violated", "all-but"]

    /// The name in the braces if this is `{name}`, which YAML takes for a map.
    var bracedName: String? {
        guard case .map(let entries) = content, entries.count == 1, entries[0].value.isNothing,
            !Self.keysOfValues.contains(entries[0].key)
        else { return nil }
        return entries[0].key
    }
}

/// A key of a map with its value.
struct SyntaxEntry: Sendable {
    let key: String
    let keyPosition: SourcePosition
    let value: SyntaxNode
}
