import Histories

/// What the facts say of one accepted request.
final class RequestRecord {
    let request: String
    let sequence: Int
    let accepted: Fact
    /// The first arrival of its message, as far as the history tells.
    let arrived: Fact?
    /// The commit of its outcome.
    private(set) var checkpoint: Fact?
    // Unchecked here and below: asked for most facts, by one thread at a time.
    @exclusivity(unchecked) var effects: [EffectRecord] = []
    /// The first time that its client got the terminal frame.
    private(set) var received: Fact?
    /// Whether its outcome is committed.
    ///
    /// Fast path: asking the fact itself would copy it.
    @exclusivity(unchecked) private(set) var isCommitted = false
    /// Whether its client got the terminal frame.
    @exclusivity(unchecked) private(set) var isReceived = false
    /// Whether it was accepted during a fault that excuses, or while its session recovered from it.
    var isAcceptedInRecovery = false

    init(request: String, sequence: Int, accepted: Fact, arrived: Fact?) {
        self.request = request
        self.sequence = sequence
        self.accepted = accepted
        self.arrived = arrived
    }

    /// Takes the commit of its outcome.
    func commit(_ fact: Fact) {
        checkpoint = fact
        isCommitted = true
    }

    /// Takes a reception of its terminal frame; the first one counts.
    func receive(_ fact: Fact) {
        guard !isReceived else { return }
        received = fact
        isReceived = true
    }

    /// Whether the server has nothing left to do for it.
    var isSettled: Bool {
        isCommitted && !effects.isEmpty && effects.allSatisfy { $0.status.isFinal }
    }
}
