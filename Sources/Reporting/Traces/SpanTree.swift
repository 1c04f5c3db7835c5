import Histories

/// Which span belongs into which, and which facts happened in which.
struct SpanTree {
    /// The parent of each span; nil for a root.
    private(set) var parents: [Int?]
    /// The positions of the facts that happened in each span, in order.
    private(set) var events: [[Int]]

    /// A span by what it is of.
    private struct Key: Hashable {
        let kind: Span.Kind
        let session: SessionNumber
        let request: String
    }

    /// Arranges spans, which are in the order in which they began.
    init(_ spans: [Span], facts: [Fact]) {
        parents = Array(repeating: nil, count: spans.count)
        events = Array(repeating: [], count: spans.count)
        var last: [Key: Int] = [:]
        for (index, span) in spans.enumerated() {
            let parentKinds = span.kind.parents
            parents[index] =
                parentKinds.lazy.compactMap { kind in
                    last[Key(kind: kind, session: span.session, request: span.request)]
                }.first
            last[Key(kind: span.kind, session: span.session, request: span.request)] = index
        }
        place(facts, in: spans)
    }

    /// The span at the top of the one at `index`.
    func root(of index: Int) -> Int {
        var index = index
        while let parent = parents[index] { index = parent }
        return index
    }

    /// Puts each fact of a request into the span of its lane that was going on, else into the root;
    /// tokens and calls of the store are too many.
    private mutating func place(_ facts: [Fact], in spans: [Span]) {
        var bySpan: [Key: [Int]] = [:]
        for (index, span) in spans.enumerated() where !span.request.isEmpty {
            let key = Key(kind: span.kind, session: span.session, request: span.request)
            bySpan[key, default: []].append(index)
        }
        for (position, fact) in facts.enumerated() where fact.isTold {
            let kinds = Span.Kind.allCases.filter { $0.lane == fact.lane } + [.request, .waiting]
            let candidates = kinds.lazy.flatMap { kind in
                bySpan[Key(kind: kind, session: fact.session, request: fact.request)] ?? []
            }
            let place = candidates.first { (spans[$0].begun...spans[$0].ended).contains(fact.time) }
            if let place { events[place].append(position) }
        }
    }
}

extension Span.Kind {
    /// Into what such a span belongs, the nearest first.
    fileprivate var parents: [Span.Kind] {
        switch self {
        case .request, .connection, .life, .phase: []
        case .waiting, .backOff, .processing, .effect: [.request]
        case .attempt: [.processing, .request]
        case .delivery: [.effect, .request]
        }
    }
}

extension Fact {
    /// Whether a trace of requests tells of it.
    fileprivate var isTold: Bool {
        switch kind {
        case .agentToken, .tokenSent, .tokenReceived: false
        default: !isCall && !request.isEmpty
        }
    }
}
