package import EventsAndEffects

/// A text with placeholders: `user-{n}`, `message {i} of {session}`.
///
/// A placeholder is a name of letters in braces; any other brace stands for itself, so that a
/// message may be JSON.
package struct TextTemplate: Sendable {
    /// What a placeholder stands for.
    package enum Placeholder: String, CaseIterable, Sendable {
        /// The session's number, from 1 across all groups.
        case number = "n"
        /// The message's number, from 1 within the session.
        case message = "i"
        /// The message's number in letters, some of which differ in case alone: a, A, b … Z, aa, aA.
        case letters
        /// The session's key.
        case session
    }

    /// A stretch of the template.
    enum Part: Equatable, Sendable {
        case literal(Substring)
        case placeholder(Substring)
    }

    let parts: [Part]

    /// Reads a template.
    package init(_ template: String) {
        var parts: [Part] = []
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            let inside = rest[rest.index(after: open)...]
            let name = inside.prefix { $0.isASCII && $0.isLetter }
            if !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "}" {
                parts.append(.literal(rest[..<open]))
                parts.append(.placeholder(name))
                rest = rest[rest.index(after: name.endIndex)...]
            } else {
                parts.append(.literal(rest[...open]))
                rest = inside
            }
        }
        parts.append(.literal(rest))
        self.parts = parts
    }

    /// The names of the placeholders, as written, in order.
    package var placeholders: [String] {
        parts.compactMap {
            if case .placeholder(let name) = $0 { String(name) } else { nil }
        }
    }

    /// Whether a placeholder comes in it.
    package func names(_ placeholder: Placeholder) -> Bool {
        placeholders.contains(placeholder.rawValue)
    }

    /// The key of the session of that number.
    ///
    /// - Throws: `SessionKeyError` when the expanded text is not a session key.
    package func sessionKey(number: Int) throws(SessionKeyError) -> SessionKey {
        try SessionKey(expanded { $0 == .number ? String(number) : nil })
    }

    /// The text of a message, or the id of its request; `message` is its number, as it is written.
    package func text(message: String, session: SessionKey, number: Int) -> String {
        expanded { placeholder in
            switch placeholder {
            case .number: String(number)
            case .message: message
            case .letters: Int(message).map(Self.letters) ?? message
            case .session: session.text
            }
        }
    }

    private static let alphabet = Array("aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ")

    /// A number from 1 as the columns of a sheet are called, in an alphabet of both cases.
    private static func letters(_ number: Int) -> String {
        var (rest, letters) = (number, "")
        while rest > 0 {
            letters = String(alphabet[(rest - 1) % alphabet.count]) + letters
            rest = (rest - 1) / alphabet.count
        }
        return letters
    }

    /// The template with each placeholder replaced; one without a value stays as it is written.
    private func expanded(_ value: (Placeholder) -> String?) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .literal(let literal):
                text += literal
            case .placeholder(let name):
                text += Placeholder(rawValue: String(name)).flatMap(value) ?? "{\(name)}"
            }
        }
    }
}
