import ArgumentParser

/// What a new scenario may be called: what is easy to type, and the same on every file system.
package enum ScenarioName {
    /// The longest name.
    private static let longest = 60

    /// Reads a name.
    ///
    /// - Throws: `ValidationError` that says what a name is, with one that is near.
    package static func parse(_ text: String) throws -> String {
        let normal = normalized(text)
        guard text != normal || text.isEmpty else { return text }
        let rule =
            "a name has lower-case letters, digits and single '-' between them, and at most "
            + "\(longest) in all"
        throw ValidationError(
            "'\(text)' cannot be a scenario's name; \(rule)"
                + (normal.isEmpty ? "." : "; did you mean '\(normal)'?")
        )
    }

    /// The name that is nearest to a text; empty if there is none.
    private static func normalized(_ text: String) -> String {
        let file = text.split(separator: "/").last ?? ""
        let stem = file.hasSuffix(".yaml") ? file.dropLast(5) : file[...]
        let words = spaced(stem).lowercased().split { character in
            !character.isASCII || !(character.isLetter || character.isNumber)
        }
        var name = ""
        for word in words where name.count + word.count < longest {
            name += (name.isEmpty ? "" : "-") + word
        }
        return name
    }

    /// The text with a space before each capital that begins a word: `SlowDisk` is two.
    private static func spaced(_ text: Substring) -> String {
        var spaced = ""
        var wasLower = false
        for character in text {
            if character.isUppercase, wasLower { spaced.append(" ") }
            wasLower = character.isLowercase
            spaced.append(character)
        }
        return spaced
    }
}
