/// How the simulated network behaves.
package struct NetworkSettings: Equatable, Sendable {
    /// To which of the running servers a connection goes whose session has no open one.
    package enum Balancing: String, CaseIterable, Sendable {
        /// The session's number mod their count: back to the same one, as long as they all run.
        case session
        /// Any, drawn anew for each connection: a session moves whenever it comes back.
        case random
    }

    /// The delay in each direction, per frame; frames of one connection keep their order.
    package var latency: Distribution<Duration> = .uniform(.milliseconds(5) ... .milliseconds(80))
    /// The room of a connection's send buffer, in bytes.
    package var sendBuffer: Int = 64 * 1024
    /// How long a half-open connection goes unnoticed.
    package var keepAlive: Duration = .seconds(10)
    /// Where a session's connection goes that is its only one; all others go to the same server.
    package var balancing = Balancing.session

    /// Makes the documented defaults.
    package init() {}
}
