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

    // Its includes, variables and combinations.

    /// The file that is included cannot be had.
    indirect case unreadableInclude(path: String, Problem, near: String?)
    /// A file is included in itself, by way of these.
    case includeCycle([String])
    /// Too many files include each other.
    case includeChainTooLong(limit: Int)
    /// A path has a variable in it.
    case variableInInclude
    /// A variable has no value.
    case unsetVariable(String, known: [String])
    /// Something begins as a variable does and is none.
    case malformedVariable(String)
    /// A key cannot be the name of a variable.
    case invalidVariableName(String)
    /// A variable is used in its own value, by way of these.
    case variableCycle([String])
    /// The variables are too many.
    case tooManyVariables(limit: Int)
    /// The values of variables make the file too large.
    case tooMuchText(limit: Int)
    /// A key of the matrix has a value twice.
    case repeatedMatrixValue(String)
    /// The combinations of the matrix are too many; the count is nil if it is beyond counting.
    case tooManyCombinations(count: Int?, limit: Int)
    /// The values of all combinations together are too many.
    case tooManyValuesCombined(limit: Int)
    /// The name of a combination is too long for a file.
    case combinationNameTooLong(String, limit: Int)

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

    /// There are more problems than are worth telling at once.
    case moreProblems(limit: Int)
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
        case text, word, list, map, path
        case count, countRange, countDistribution
        case duration, durationOrNever, durationDistribution, reconnect
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
