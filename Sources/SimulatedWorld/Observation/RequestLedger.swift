package import Histories

/// The account of what is accepted, committed and delivered, kept from facts.
///
/// It tells the world which frames answer accepted requests, and the simulator when the system has
/// become quiet, without reading the store.
package struct RequestLedger {
    /// What is known of an accepted request.
    package struct Entry {
        /// The seq of its event.
        package let sequence: Int
        /// The id of its effect, once committed.
        package var effect: String?
    }

    /// Events without a checkpoint.
    package private(set) var unprocessedEvents = 0
    /// Effects that are neither completed nor failed.
    package private(set) var undeliveredEffects = 0
    private var requests: [[String: Entry]] = []

    /// What is known of a request; nil unless it was accepted.
    package func entry(_ request: String, of session: SessionNumber) -> Entry? {
        requests.indices.contains(session.index) ? requests[session.index][request] : nil
    }

    /// Takes a fact.
    mutating func note(_ fact: Fact) {
        switch fact.kind {
        case .eventAppended:
            unprocessedEvents += 1
            while requests.count <= fact.session.index { requests.append([:]) }
            requests[fact.session.index][fact.request] = Entry(sequence: fact.sequence)
        case .checkpointCommitted:
            unprocessedEvents -= 1
        case .effectCreated:
            undeliveredEffects += 1
            guard requests.indices.contains(fact.session.index) else { return }
            requests[fact.session.index][fact.request]?.effect = fact.effect
        case .effectCompleted, .effectFailed:
            undeliveredEffects -= 1
        default: break
        }
    }
}
