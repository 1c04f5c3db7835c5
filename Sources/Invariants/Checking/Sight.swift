import Histories

/// What the source of a history could observe.
struct Sight {
    /// The kinds of fact that the history has.
    let seen: FactKindSet
    /// The kinds that the source says it observes; nil if it does not say.
    let declared: [FactKind]?

    /// Returns those of some kinds that were not observed, as far as it can be told: a source that
    /// says nothing observes what its history has.
    func missing(of kinds: [FactKind]) -> [FactKind] {
        kinds.filter { kind in declared.map { !$0.contains(kind) } ?? !seen.contains(kind) }
    }

    /// Returns those of some kinds that the source says it does not observe.
    func undeclared(of kinds: [FactKind]) -> [FactKind] {
        kinds.filter { kind in declared.map { !$0.contains(kind) } ?? false }
    }

    /// The names of some kinds, as a list.
    static func names(_ kinds: [FactKind]) -> String {
        kinds.map(\.rawValue).joined(separator: ", ")
    }
}
