import Histories

/// What the facts say of one server instance.
struct HostRecord {
    /// The running incarnation; 0 when the server is down.
    var incarnation = 0
    /// When it last had read what earlier lives have left; nil: never.
    var recovered: Fact?
    /// Whether it was told to stop, and has not.
    var isStopping = false
    /// The pauses of the process.
    var pauses: [Pause] = []
    /// The renewal that has not returned.
    private(set) var renewing: Renewal?
    /// The last renewal that returned.
    private(set) var renewal: Renewal?
    /// The last renewals that returned: which each is, and when it returned.
    private(set) var returns: [(number: Int, time: Int64)] = []
    /// How many renewals were sent.
    private(set) var renewalCount = 0
    /// The waits for a renewal in which leases have run out: from the last one before, to its
    /// return.
    private(set) var gaps: [(sent: Int64, returned: Int64)] = []

    private static let returnLimit = 64

    /// A `renew-leases`: its call, and which one it is of the instance, from 1.
    struct Renewal {
        let call: Fact
        let number: Int
    }

    /// A time in which the process stalled.
    struct Pause {
        var begin: Fact
        var end: Fact?
    }

    /// Returns whether the process has stalled at any time since an instant.
    func hasStalled(since time: Int64) -> Bool {
        pauses.contains { ($0.end?.time ?? .max) >= time }
    }

    /// Takes the begin of a pause; one that begins in the instant in which another ended goes on with
    /// it, since the process has done nothing in between.
    mutating func beginPause(_ fact: Fact) {
        if let ended = pauses.lastIndex(where: { $0.end?.time == fact.time }) {
            pauses[ended].end = nil
        } else {
            pauses.append(Pause(begin: fact))
        }
    }

    /// Takes the call of a renewal.
    mutating func beginRenewal(_ call: Fact) {
        renewalCount += 1
        renewing = Renewal(call: call, number: renewalCount)
    }

    /// Takes the end of a renewal, which has renewed something if it has returned; `duration` is how
    /// long a lease lasts.
    mutating func endRenewal(_ answer: Fact, duration: Int64) {
        guard let renewing, renewing.call.call == answer.call else { return }
        self.renewing = nil
        guard answer.kind == .storeReturned else { return }
        let sent = renewal?.call.time ?? .min
        if sent <= answer.time - duration { gaps.append((sent, answer.time)) }
        renewal = renewing
        if returns.count == Self.returnLimit { returns.removeFirst() }
        returns.append((renewing.number, answer.time))
    }
}
