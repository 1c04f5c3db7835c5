/// When a fault fired.
package struct LoggedFiring: Equatable, Sendable {
    /// The fault's place in the scenario, from 0.
    package let fault: Int
    /// The virtual time, in nanoseconds.
    package let time: Int64
    /// Which fact of its kind set it off, from 1, if its trigger is `on-each`.
    package let nth: Int?
}
