package import Scenarios

/// What became of a file.
package enum ParseResult: Equatable, Sendable {
    /// The scenarios of a file without problems: one, or one for each combination of its matrix.
    case scenarios([Variant])
    /// Everything that is wrong with the file and those that it includes, by file and place.
    case invalid([Diagnostic])

    /// One scenario of a file.
    package struct Variant: Equatable, Sendable {
        /// What it says; its name has the combination behind the file's own.
        package let scenario: Scenario
        /// What stands behind the name, `[lease=1s]`; empty without a matrix.
        package let title: String
        /// The settings that make exactly this of the file: those that were given and matter to it,
        /// and its combination.
        package let settings: [VariableSetting]
    }
}

/// A file that was read, and what it has to do with others.
package struct ParsedFile: Sendable {
    /// Its scenarios, or its problems.
    package let result: ParseResult
    /// The paths of the files that it includes, directly or not.
    package let includedFiles: [String]
    /// Whether it calls itself a scenario; a file that does not may be part of others.
    package let isNamed: Bool
    /// The line on which it says what it is called, from 1; nil if it does not itself.
    package let nameLine: Int?
    /// The variables and matrix keys that have a meaning in it.
    package let variableNames: [String]

    /// Makes the outcome of a file; one that cannot be read at all has nothing but a result.
    init(
        result: ParseResult,
        includedFiles: [String] = [],
        isNamed: Bool = true,
        nameLine: Int? = nil,
        variableNames: [String] = []
    ) {
        self.result = result
        self.includedFiles = includedFiles
        self.isNamed = isNamed
        self.nameLine = nameLine
        self.variableNames = variableNames
    }
}
