import Histories

/// What the facts say of one accepted request.
final class RequestRecord {
    let request: String
    let sequence: Int
    let accepted: Fact
    /// The commit of its outcome.
    var checkpoint: Fact?
    var effects: [EffectRecord] = []
    /// The first time that its client got the terminal frame.
    var received: Fact?

    init(request: String, sequence: Int, accepted: Fact) {
        self.request = request
        self.sequence = sequence
        self.accepted = accepted
    }

    /// Whether the server has nothing left to do for it.
    var isSettled: Bool {
        checkpoint != nil && !effects.isEmpty && effects.allSatisfy { $0.status.isFinal }
    }
}
