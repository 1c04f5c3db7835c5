import SimulationKernel

/// One life of one server, as facts name it.
struct ServerPlace: @unchecked Sendable {
    /// Which server, from 1.
    let instance: Int
    /// Which life of it, from 1.
    let number: Int
    /// Where its tasks run.
    let incarnation: Incarnation
}
