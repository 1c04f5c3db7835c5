/// One execution of an effect: the frame on its way to all connections that were open as it began.
package final class DeliveryAttempt: Sendable {
    /// What became of an execution.
    package enum Ending: Hashable, Sendable {
        /// A client acknowledged, or, without acknowledgements, a socket took the frame.
        case delivered
        /// No acknowledgement came in time.
        case unacknowledged
        /// No connection is left that could acknowledge.
        case connectionsLost
        /// The server stops.
        case stopping
        /// The session may be another server's by now.
        case disowned
    }

    /// How it ended; set once.
    package let ending = OneShot<Ending>()
    /// What is delivered.
    package let effect: Effect
    private let ownership: Ownership
    private let connections: [Connection]
    private let acknowledgements: Bool

    package init(
        of effect: Effect,
        under ownership: Ownership,
        to connections: [Connection],
        acknowledgements: Bool
    ) {
        self.effect = effect
        self.ownership = ownership
        self.connections = connections
        self.acknowledgements = acknowledgements
    }

    /// Hands the frame to every connection, without waiting for one another.
    ///
    /// `tokens` go before it: the chunks of the stored message, if the runner streams.
    package func begin(tokens: [ServerFrame]) {
        let ending = ending
        let delivered: @Sendable () -> Void = { ending.fulfill(.delivered) }
        let onHanded = acknowledgements ? nil : delivered
        for connection in connections {
            for token in tokens {
                connection.send(token, answering: effect.sequence, under: ownership)
            }
            let sending = connection.send(
                .terminal(effect.frame),
                answering: effect.sequence,
                under: ownership,
                onHanded: onHanded
            )
            if case .handed = sending { onHanded?() }
        }
        connectionClosed()
    }

    /// Looks whether any connection is left.
    package func connectionClosed() {
        if !connections.contains(where: \.isOpen) { ending.fulfill(.connectionsLost) }
    }

    /// Takes back what no socket has taken yet.
    func withdraw() {
        for connection in connections { connection.withdraw(effect.sequence) }
    }
}
