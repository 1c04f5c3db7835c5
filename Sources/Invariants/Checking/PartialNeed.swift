package import Histories

/// Kinds of fact without which part of a statement goes unchecked, and which part that is.
package struct PartialNeed: Sendable {
    /// The kinds: each of them is needed.
    package let kinds: [FactKind]
    /// What goes unchecked without one of them, as the end of a sentence.
    package let part: String

    /// Makes a need of some kinds for a part of a statement.
    package init(_ kinds: [FactKind], for part: String) {
        self.kinds = kinds
        self.part = part
    }
}
