/// Whatever takes facts as they are observed: checkers, a recorder, a fingerprint.
///
/// Determinism: called on the thread that drives the simulation, in the order of observation.
public protocol FactSink {
    /// Takes the next fact.
    func record(_ fact: Fact)
}
