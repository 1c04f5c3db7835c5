public import Histories

/// The checkers of a run, fed with its facts.
///
/// A fact costs only those checkers that are interested in its kind.
/// Determinism: results are a function of header, sessions and facts.
public final class CheckerSet: FactSink {
    private let context: CheckContext
    private let ledger: Ledger
    private let boxes: [AnyCheckerBox]
    private let all: Dispatch
    private let firsts: Dispatch
    /// The request whose tokens each connection was sent, and received, last.
    ///
    /// Fast path: used by `record` alone, they need no check for exclusivity at run time.
    @exclusivity(unchecked) private var sent = NumberMap<String>("")
    @exclusivity(unchecked) private var received = NumberMap<String>("")
    /// The attempt whose tokens each session's agent yielded last.
    @exclusivity(unchecked) private var yielded = NumberMap(Attempt())
    private var seen = FactKindSet()

    private struct Attempt: Equatable {
        var sequence = 0
        var number = 0
    }

    /// Makes the checkers of some invariants, in the registry's order.
    ///
    /// - Parameters:
    ///   - ids: The invariants; nil is all. An id that the registry does not know is ignored: who
    ///     takes ids from outside checks them against `InvariantRegistry.all`.
    ///   - header: What is known of the run.
    ///   - sessions: The session keys.
    public init(_ ids: [String]? = nil, header: HistoryHeader, sessions: SessionTable) {
        context = CheckContext(header: header, sessions: sessions)
        ledger = Ledger(settings: header.settings)
        boxes = InvariantRegistry.entries
            .filter { ids?.contains($0.invariant.id) ?? true }
            .map { [context] in $0.make(context) }
        all = Dispatch(boxes) { $0.interests }
        firsts = Dispatch(boxes) { $0.firstTokenInterests }
    }

    /// The session keys; a reader that meets new ones sets this anew.
    public var sessions: SessionTable {
        get { context.sessions }
        set { context.sessions = newValue }
    }

    /// The violations found so far.
    public var violationCount: Int { boxes.reduce(0) { $0 + $1.violationCount } }

    /// Returns whether one of some invariants is known to be violated.
    ///
    /// What a checker says only at the end, in `results`, is not known before.
    public func hasViolation(of ids: [String]) -> Bool {
        boxes.contains { $0.violationCount > 0 && ids.contains($0.invariant.id) }
    }

    /// Gives the next fact to the checkers that want its kind, then to the ledger.
    public func record(_ fact: Fact) {
        // Without a checker, nobody asks the ledger either.
        guard !boxes.isEmpty else { return }
        seen.insert(fact.kind)
        let isFirst =
            switch fact.kind {
            case .tokenSent: sent.exchange(fact.connection, fact.request)
            case .tokenReceived: received.exchange(fact.connection, fact.request)
            case .agentToken:
                yielded.exchange(
                    fact.session.index,
                    Attempt(sequence: fact.sequence, number: fact.attempt)
                )
            default: false
            }
        if isFirst { firsts.forEach(fact.kind) { $0.observeFirst(fact, ledger) } }
        all.forEach(fact.kind) { $0.observe(fact, ledger) }
        if Ledger.interests.contains(fact.kind) { ledger.record(fact) }
    }

    /// Ends the checks and returns one result for each invariant, in the registry's order.
    ///
    /// To be called once, after the last fact.
    public func results() -> [InvariantResult] {
        boxes.map { $0.result(ledger, seen: seen, header: context.header) }
    }

    /// Checks a whole history.
    public static func check(_ history: History, _ ids: [String]? = nil) -> [InvariantResult] {
        let checkers = CheckerSet(ids, header: history.header, sessions: history.sessions)
        for fact in history.facts { checkers.record(fact) }
        return checkers.results()
    }
}
