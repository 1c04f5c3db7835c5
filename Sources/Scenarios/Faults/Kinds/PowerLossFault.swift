/// All servers die at once, and of what their disk had not synced a drawn subset is lost or torn.
package struct PowerLossFault: Equatable, Sendable {
    /// How long the servers are down.
    package var down: Duration = .seconds(1)

    /// Makes the documented defaults.
    package init() {}
}
