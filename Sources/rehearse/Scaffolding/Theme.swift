import Histories

/// A folder of the scenario library, and the scenario that a new one in it begins as.
package struct Theme: Sendable {
    /// The themes, in the order in which the documentation tells of them.
    package static let all: [Theme] = [
        .ordering, .isolation, .deduplication, .durability, .recovery, .network, .languageModel,
        .storage, .wire, .scale, .knownLimits,
    ]

    /// The folder's name.
    package let name: String
    /// What its scenarios are about, in one sentence.
    let meaning: String
    /// What the scaffold rehearses, in one sentence.
    let summary: String
    /// What of the specification the scaffold rehearses.
    let covers: String
    /// What follows the heading: blocks that are explained where they stand.
    let body: String

    /// The theme of a name; nil if there is none.
    init?(named name: String) {
        guard let theme = Self.all.first(where: { $0.name == name }) else { return nil }
        self = theme
    }

    /// Makes a theme.
    init(name: String, meaning: String, summary: String, covers: String, body: String) {
        self.name = name
        self.meaning = meaning
        self.summary = summary
        self.covers = covers
        self.body = body
    }

    /// The text of a new scenario of the theme, called so, whose JSON Schema is at that path from its
    /// own folder.
    func scaffold(named name: String, schema: String) -> String {
        """
        # yaml-language-server: $schema=\(schema)

        version: 1
        scenario: \(name)
        summary: \(summary)
        covers: [\(covers)]

        \(body)
        """
    }
}
