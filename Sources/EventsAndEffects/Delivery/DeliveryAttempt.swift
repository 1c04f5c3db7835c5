/// One execution of an effect: the frame on its way to all connections that were open as it began.
///
///     let attempt = DeliveryAttempt(
///         of: effect, under: ownership, to: connections, acknowledgements: true)
///     attempt.begin(tokens: [])
///     let ending = await attempt.ending.wait(
///         upTo: .seconds(5), otherwise: .unacknowledged, clock: context.clock)
///     attempt.withdraw()
///     let isDelivered = ending == .delivered || attempt.isHandedOver
///
/// Whoever takes an acknowledgement of the request meanwhile fulfils `ending` with `delivered`.
public final class DeliveryAttempt: Sendable {
    /// What became of an execution.
    public enum Ending: Hashable, Sendable {
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
    public let ending = OneShot<Ending>()
    /// What is delivered.
    public let effect: Effect
    private let ownership: Ownership
    private let connections: [Connection]
    private let acknowledgements: Bool

    /// Prepares an execution; nothing is sent before it begins.
    public init(
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
    public func begin(tokens: [ServerFrame]) {
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
    public func connectionClosed() {
        if !connections.contains(where: \.isOpen) { ending.fulfill(.connectionsLost) }
    }

    /// Takes back what no socket has taken yet.
    public func withdraw() {
        for connection in connections { connection.withdraw(effect.sequence) }
    }

    /// Whether a socket has taken the frame, where that is all that can be known.
    ///
    /// Once it is withdrawn: it may have been taken in the instant in which the time for it was over.
    public var isHandedOver: Bool {
        !acknowledgements && connections.contains { $0.handedThrough >= effect.sequence }
    }
}
