/// Which sessions a fault strikes, as an author writes it.
///
/// Shares and counts are drawn anew at each firing; see ``SessionChoice``.
package enum SessionSelector: Equatable, Sendable {
    /// Every session.
    case all
    /// That share of the sessions.
    case share(Share)
    /// That many sessions, at least 1.
    case count(Int)
    /// The sessions of these numbers.
    case list([Int])
    /// The sessions of the group of that name.
    case group(String)
    /// The session of the fact that set the fault off.
    case triggering
}
