internal import EventsAndEffects

/// A value in its canonical form, before it is laid out as YAML.
enum Written: Sendable {
    /// A key with its value.
    struct Entry: Sendable {
        let key: String
        let value: Written
    }

    /// A text of the format itself, which never needs quotes: `30%`, `5s..40s`.
    case word(String)
    /// An author's text, quoted where it must be.
    case text(String)
    /// A list.
    case list([Written])
    /// A map.
    case map([Entry])

    /// The value as an editor's schema shows it: whole numbers as such, all else as text.
    var json: JSONValue {
        switch self {
        case .word(let word): Int64(word).map(JSONValue.integer) ?? .string(word)
        case .text(let text): .string(text)
        case .list(let elements): .array(elements.map(\.json))
        case .map(let entries): .object(entries.map { .init(name: $0.key, value: $0.value.json) })
        }
    }
}
