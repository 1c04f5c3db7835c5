package import Histories

/// Which fact led to which, as far as facts alone can tell.
///
/// A frame that arrives was sent; a token that a client receives was yielded; an answer that comes
/// twice was released first, and its session reconnected. At most two causes of each fact are named,
/// the nearer one first: what had to be there, and what set it off. It is what the protocol implies,
/// not a proof.
///
/// Determinism: a function of the history.
package struct FactLinks: Sendable {
    /// The positions of a fact's causes among all facts.
    package struct Causes: Equatable, Sendable {
        /// The nearer cause; nil if none is known.
        package let first: Int?
        /// Another cause, where there is one.
        package let second: Int?

        /// The causes that there are, the nearer one first.
        package var all: [Int] { [first, second].compactMap(\.self) }
    }

    /// The causes of each fact, in the order of facts.
    package let causes: [Causes]

    /// Finds the links of a history.
    package init(_ history: History) {
        var linker = FactLinker()
        causes = history.facts.enumerated().map { position, fact in
            let candidates = linker.candidates(for: fact)
            linker.remember(fact, at: position)
            return Causes(candidates)
        }
    }
}

extension FactLinks.Causes {
    /// Takes the first two different causes of some candidates.
    init(_ candidates: [Int?]) {
        let known = candidates.compactMap(\.self)
        first = known.first
        second = known.first { $0 != known.first }
    }
}
