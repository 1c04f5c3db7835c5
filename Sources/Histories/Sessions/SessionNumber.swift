/// A session, as a small dense number, so that checkers index arrays instead of hashing text.
///
/// The sessions of a scenario have the numbers of its session keys, from 1; keys that it does not
/// know get the numbers after them, in the order in which they are met (`SessionTable`).
public struct SessionNumber: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number, from 1; 0 is no session.
    public let rawValue: Int32

    /// No session.
    public static let none = SessionNumber(rawValue: 0)

    /// Makes a number, as stored.
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Makes a number, from 1.
    @inlinable
    public init(_ number: Int) { rawValue = Int32(truncatingIfNeeded: number) }

    /// The number as an index; 0 is no session.
    @inlinable
    public var index: Int { Int(rawValue) }

    /// Whether this is no session.
    @inlinable
    public var isNone: Bool { rawValue == 0 }

    /// Orders by number.
    @inlinable
    public static func < (left: SessionNumber, right: SessionNumber) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension SessionNumber: ExpressibleByIntegerLiteral {
    /// Makes a number of a literal.
    @inlinable
    public init(integerLiteral value: Int32) { rawValue = value }
}
