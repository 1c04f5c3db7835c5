/// A server dies between two steps and is started again; the store keeps what was committed.
package struct CrashFault: Equatable, Sendable {
    /// How long it is down.
    package var down: Duration = .seconds(1)
    /// Which server, counted from 1.
    package var instance: Int = 1

    /// Makes the documented defaults.
    package init() {}
}
