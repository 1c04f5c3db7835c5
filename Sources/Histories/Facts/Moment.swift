/// When and where a fact was observed.
///
/// A seam makes one and uses it for all facts of the same step.
public struct Moment: Sendable, Hashable {
    /// The scheduling step.
    public var step: UInt64
    /// Nanoseconds of virtual time since the start of the run.
    public var time: Int64
    /// The server instance, from 1; 0 is none.
    public var instance: Int
    /// The incarnation of that instance, from 1; 0 is none.
    public var incarnation: Int

    /// Makes a moment.
    @inlinable
    public init(step: UInt64, time: Int64, instance: Int = 0, incarnation: Int = 0) {
        self.step = step
        self.time = time
        self.instance = instance
        self.incarnation = incarnation
    }
}
