/// How telling a link of a causal chain is.
enum LinkWeight: Int, Comparable {
    /// What surrounds the requests: connections, repetitions, phases.
    case surrounding
    /// What went wrong: faults and crashes.
    case fault
    /// What became of the requests themselves.
    case central

    static func < (left: LinkWeight, right: LinkWeight) -> Bool { left.rawValue < right.rawValue }
}
