/// How the simulated network behaves.
package struct NetworkSettings: Equatable, Sendable {
    /// The delay in each direction, per frame; frames of one connection keep their order.
    package var latency: Distribution<Duration> = .uniform(.milliseconds(5) ... .milliseconds(80))
    /// The room of a connection's send buffer, in bytes.
    package var sendBuffer: Int = 64 * 1024
    /// How long a half-open connection goes unnoticed.
    package var keepAlive: Duration = .seconds(10)

    /// Makes the documented defaults.
    package init() {}
}
