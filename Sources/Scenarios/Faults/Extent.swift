/// How long a fault lasts: for a number of cases, or for a time.
package enum Extent: Equatable, Sendable {
    /// The next so many cases, at least 1.
    case count(Int)
    /// All cases within that virtual time.
    case time(Duration)
}
