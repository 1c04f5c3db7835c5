import SimulationKernel

/// Values that faults set, each for a time of its own; several may be in force at once.
struct TimedSettings<Value> {
    private var settings: [(value: Value, end: VirtualInstant)] = []

    /// Sets a value from now until an instant, which is not part of the time; forgets what is over.
    mutating func add(_ value: Value, from now: VirtualInstant, until end: VirtualInstant) {
        settings.removeAll { $0.end <= now }
        settings.append((value, end))
    }

    /// The values that are in force at an instant, in the order in which they were set.
    func inForce(at instant: VirtualInstant) -> [Value] {
        settings.lazy.filter { $0.end > instant }.map(\.value)
    }
}
