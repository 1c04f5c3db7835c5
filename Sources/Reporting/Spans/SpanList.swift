package import Histories

/// Everything that lasted in a history, in the order in which it began.
///
/// Determinism: a function of the history.
package struct SpanList: Sendable {
    /// The spans.
    package let spans: [Span]

    /// Reads a history.
    package init(_ history: History) {
        var reader = SpanReader()
        for (position, fact) in history.facts.enumerated() { reader.read(fact, at: position) }
        spans = reader.spans(until: history.facts.last?.time ?? 0)
    }
}
