/// A server's process stalls while the world goes on: nothing of it runs, and its timers fire late.
package struct PauseFault: Equatable, Sendable {
    /// How long it stalls.
    package var length: Duration
    /// Which server, counted from 1.
    package var instance: Int = 1

    /// Makes a pause of the first server.
    package init(length: Duration) {
        self.length = length
    }
}
