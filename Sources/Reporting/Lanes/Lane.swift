/// A part of the system, in the order in which a message goes through it: what reports line facts
/// up by.
package enum Lane: String, CaseIterable, Sendable {
    /// The user's side: what clients send and receive.
    case client
    /// What happens between the two sides, as the server's sockets see it.
    case network
    /// The events of a session, waiting for their turn, and the lease that says whose they are.
    case queue
    /// The work on one event, from its conversation to its checkpoint.
    case processor
    /// The language model.
    case agent
    /// The effects: what is committed and not yet delivered.
    case outbox
    /// The deliveries: claims and how they end.
    case runner
    /// What belongs to no session: servers, faults, phases, inspections.
    case host

    /// The lanes that each session has.
    package static let ofSessions: [Lane] = [
        .client, .network, .queue, .processor, .agent, .outbox, .runner,
    ]
}
