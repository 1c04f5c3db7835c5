/// One mistake that can be made in a source.
package struct Mutant: Hashable, Sendable {
    /// One place that differs.
    struct Edit: Hashable, Sendable {
        /// What the place is, for what is put in its stead.
        enum Form: Hashable, Sendable {
            /// An expression.
            case expression
            /// One or more statements.
            case statement
        }

        let form: Form
        /// Where it is, in bytes of the source; empty: something is put in.
        let range: Range<Int>
        /// What stands there in the mutant.
        let text: String
    }

    /// The kind of mistake.
    package let `operator`: MutationOperator
    /// What names it within its file, whatever stands around it: the function, and what becomes of
    /// what; with a number where the same is there several times.
    package internal(set) var name: String
    /// The line of its first difference, counted from 1.
    package let line: Int
    let edits: [Edit]
}
