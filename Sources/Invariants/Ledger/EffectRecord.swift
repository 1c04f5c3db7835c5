import Histories

/// What the facts say of one effect.
final class EffectRecord {
    /// The states of an effect (FR-022).
    enum Status: String {
        case pending, executing, completed, failed

        /// Whether nothing may follow.
        var isFinal: Bool { self == .completed || self == .failed }
    }

    /// A `terminal-sent` and the claim under which it happened.
    struct Handover {
        let sent: Fact
        let claim: Fact?
        /// The lease under which it happened, as far as the history tells.
        let lease: LeaseRecord?
    }

    let id: String
    let sequence: Int
    let created: Fact
    /// Its place in its session's order of creation, from 1.
    let ordinal: Int
    @exclusivity(unchecked) var status = Status.pending
    /// The attempt_count.
    var attempt = 0
    /// The fact of the last change of status.
    private(set) var last: Fact
    /// When the store was asked for it, as far as the history tells.
    private(set) var asked: Int64?
    /// When the store was asked for the last claim, as far as the history tells.
    private(set) var claimAsked: Int64?
    /// The claim that is being executed, or was last.
    var claim: Fact?
    /// The hand-overs of its frame, the latest of each connection.
    var handovers: [Handover] = []
    /// The arrivals of acknowledgements.
    var acknowledgements: [Fact] = []

    init(id: String, ordinal: Int, created: Fact) {
        self.id = id
        self.ordinal = ordinal
        self.sequence = created.sequence
        self.created = created
        last = created
    }

    /// Takes a change of status, and when the store was asked for it.
    func change(_ fact: Fact, asked: Int64? = nil) {
        last = fact
        self.asked = asked
        if fact.kind == .effectClaimed { claimAsked = asked }
    }

    /// Returns the last time that a connection was handed the frame.
    func handover(to connection: Int) -> Handover? {
        handovers.last { $0.sent.connection == connection }
    }

    /// Returns the acknowledgement of an earlier hand-over that the incarnation of a fact had before
    /// it claimed the effect anew, unless another server had the session meanwhile.
    ///
    /// Such an effect is delivered, and it is known there.
    func lateAcknowledgement(before fact: Fact, in session: SessionRecord) -> Fact? {
        guard !acknowledgements.isEmpty, let claim else { return nil }
        for earlier in handovers.map(\.sent)
        where earlier.instance == fact.instance && earlier.incarnation == fact.incarnation
            && earlier.step < claim.step && !session.hasMoved(since: earlier)
        {
            let acknowledgement = acknowledgements.first {
                $0.step > earlier.step && $0.step < claim.step && $0.instance == fact.instance
            }
            if let acknowledgement { return acknowledgement }
        }
        return nil
    }

    /// Whether it waits for nobody any more: completed, failed, or handed to the connection.
    func isDone(for connection: Int) -> Bool {
        status.isFinal || handover(to: connection) != nil
    }
}
