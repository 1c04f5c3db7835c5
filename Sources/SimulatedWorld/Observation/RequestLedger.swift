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

    /// What is known of the requests of a session.
    private struct Account {
        /// All that were ever accepted.
        var accepted = RequestNames()
        /// Those whose answers were given up.
        var failed = RequestNames()
        /// Those that are open, and some that were settled last.
        var entries: [String: Entry] = [:]
        /// The settled ones of these, in their order.
        var settled: [String] = []
    }

    /// How many settled requests of a session are remembered with seq and effect, at least.
    private static let settledLimit = 64

    /// Events without a checkpoint.
    package private(set) var unprocessedEvents = 0
    /// Effects that are neither completed nor failed.
    package private(set) var undeliveredEffects = 0
    private var accounts: [Account] = []

    /// What is known of a request; nil unless it was accepted, and not settled long ago.
    package func entry(_ request: String, of session: SessionNumber) -> Entry? {
        accounts.indices.contains(session.index)
            ? accounts[session.index].entries[request] : nil
    }

    /// Whether a request was ever accepted.
    package func hasAccepted(_ request: String, of session: SessionNumber) -> Bool {
        accounts.indices.contains(session.index)
            && accounts[session.index].accepted.contains(request)
    }

    /// Whether the answer to a request was given up, as an effect that expires is: it never comes.
    func hasFailed(_ request: String, of session: SessionNumber) -> Bool {
        accounts.indices.contains(session.index)
            && accounts[session.index].failed.contains(request)
    }

    /// Takes a fact.
    mutating func note(_ fact: Fact) {
        switch fact.kind {
        case .eventAppended: accept(fact)
        case .checkpointCommitted: unprocessedEvents -= 1
        case .effectCreated:
            undeliveredEffects += 1
            guard accounts.indices.contains(fact.session.index) else { return }
            accounts[fact.session.index].entries[fact.request]?.effect = fact.effect
        case .effectCompleted, .effectFailed:
            undeliveredEffects -= 1
            settle(fact)
        default: break
        }
    }

    private mutating func accept(_ fact: Fact) {
        unprocessedEvents += 1
        while accounts.count <= fact.session.index { accounts.append(Account()) }
        accounts[fact.session.index].accepted.insert(fact.request)
        accounts[fact.session.index].entries[fact.request] = Entry(sequence: fact.sequence)
    }

    private mutating func settle(_ fact: Fact) {
        guard accounts.indices.contains(fact.session.index) else { return }
        if fact.kind == .effectFailed { accounts[fact.session.index].failed.insert(fact.request) }
        accounts[fact.session.index].settled.append(fact.request)
        guard accounts[fact.session.index].settled.count > 2 * Self.settledLimit else { return }
        for request in accounts[fact.session.index].settled.prefix(Self.settledLimit) {
            accounts[fact.session.index].entries[request] = nil
        }
        accounts[fact.session.index].settled.removeFirst(Self.settledLimit)
    }
}
