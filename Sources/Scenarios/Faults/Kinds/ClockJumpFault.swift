/// A server's wall clock jumps; its monotonic clock does not.
package struct ClockJumpFault: Equatable, Sendable {
    /// How far it jumps: forward, or back if negative.
    package var distance: Duration
    /// Which server, counted from 1; nil is every one.
    package var instance: Int?

    /// Makes a jump of every server's clock.
    package init(distance: Duration) {
        self.distance = distance
    }
}
