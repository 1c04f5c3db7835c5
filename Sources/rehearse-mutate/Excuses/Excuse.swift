/// Why a mutant need not be caught.
package struct Excuse: Hashable, Sendable {
    /// What a mutant changes that no scenario is about.
    package enum Kind: String, CaseIterable, Sendable {
        /// Nothing: the code does the same.
        case equivalent
        /// Only how much work is done, or how much is kept.
        case performance
        /// Only what is written to the log, or worded for people.
        case wording
        /// Code that the rehearsed server does not run.
        case unreached
    }

    /// The source file.
    package let path: String
    /// The mutant's name within it.
    package let mutant: String
    /// What it changes.
    package let kind: Kind
    /// Why, in a sentence.
    package let reason: String
}
