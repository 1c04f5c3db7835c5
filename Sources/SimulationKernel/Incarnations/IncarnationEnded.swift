/// What every seam throws once the incarnation that calls it has crashed.
public struct IncarnationEnded: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the incarnation.
    public let incarnation: String

    /// Makes the error for an incarnation's name.
    public init(incarnation: String) {
        self.incarnation = incarnation
    }

    /// One sentence for a person.
    public var description: String { "\(incarnation) has crashed" }
}
