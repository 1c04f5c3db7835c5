/// A server is stopped gracefully and started again, as in a deploy.
package struct RestartFault: Equatable, Sendable {
    /// How long it is down.
    package var down: Duration = .seconds(1)
    /// Which server, counted from 1.
    package var instance: Int = 1

    /// Makes the documented defaults.
    package init() {}
}
