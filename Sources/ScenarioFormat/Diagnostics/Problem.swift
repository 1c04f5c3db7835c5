package import Scenarios

/// What is wrong with a scenario file, without words; ``ProblemWording`` has those.
package enum Problem: Equatable, Sendable {
    // The file.

    /// The path cannot be read; the reason is the system's.
    case unreadable(reason: String)
    /// The path names a file of another kind.
    case notAScenarioFile
    /// The folder has no scenario in it.
    case noScenarioInFolder
    /// The file is larger than a scenario can be.
    case tooLarge(limit: Int)
    /// The bytes are not UTF-8.
    case notUTF8
    /// Nothing is in the file.
    case emptyFile

    // Its YAML.

    /// The text is not YAML; the explanation is the YAML library's.
    case syntax(String, suggestQuotes: Bool)
    /// The aliases are too many.
    case tooManyAliases(limit: Int)
    /// The values are too many.
    case tooManyValues(limit: Int)
    /// A tag (`!!int`) says how to read a value.
    case tag(String)
    /// A key is a list or a map.
    case keyIsNotText
    /// A key appears for the second time.
    case repeatedKey(String, firstLine: Int?)
    /// So many keys are repeated that not all can be named.
    case tooManyRepeatedKeys

    // Its shape.

    /// A map has a key that means nothing there.
    case unknownKey(String, known: [String])
    /// A map lacks a key that it must have.
    case missingKey(String)
    /// Two keys exclude each other.
    case exclusiveKeys(String, String)
    /// Something else is expected at this place.
    case wrongShape(Expected, found: Shape)
    /// An unquoted placeholder was read as a map.
    case unquotedPlaceholder(String)
    /// A list has nothing in it.
    case emptyList
    /// A fault names no kind, or no trigger.
    case missingChoice(Choice, known: [String])
    /// A fault names two kinds, or two triggers.
    case secondChoice(Choice, String, first: String)

    // Its values.

    /// The text is not what is expected.
    case notA(Expected, text: String)
    /// A number stands where a quantity with a unit is expected.
    case missingUnit(Expected, text: String)
    /// The value is smaller or larger than allowed.
    case outOfBounds(text: String, minimum: String, maximum: String)
    /// The value is finer than the format can hold.
    case tooFine(text: String, unit: String)
    /// A range ends before it begins.
    case backwardRange(text: String)
    /// A name is none of those that there are.
    case unknownName(NameKind, String, known: [String])
    /// The version is not one that this build reads.
    case unsupportedVersion(String)
    /// The scenario is not called as its file is.
    case nameDiffersFromFile(name: String, file: String)

    /// The values do not fit together.
    case contradiction(ScenarioProblem)
}

extension Problem {
    /// What is written at a place.
    package enum Shape: String, Sendable {
        case nothing
        case text = "a text"
        case list = "a list"
        case map = "a map"
    }

    /// What is expected at a place.
    package enum Expected: String, Sendable {
        case text, word, list, map
        case count, countRange, countDistribution
        case duration, signedDuration, durationOrNever, durationDistribution, reconnect
        case share, size, rate, factor, switchWord, seed
        case sessions, invariants, verdict
    }

    /// What a name is the name of.
    package enum NameKind: String, Sendable {
        case setting = "value"
        case fact
        case invariant
        case coverage = "item of the specification"
        case condition
    }

    /// What a fault has exactly one of.
    package enum Choice: String, Sendable {
        case fault
        case trigger
    }
}
