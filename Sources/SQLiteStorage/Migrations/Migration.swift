/// A step from one version of the schema to the next.
///
/// A database that a release has written is migrated by exactly the script of that release's
/// successor: once released, a migration is never changed.
package struct Migration: Sendable {
    /// The version that the database has afterwards, from 1 and without a gap.
    package let version: Int
    /// The tables that it has afterwards, in alphabetical order.
    package let tables: [String]
    /// The SQL that makes the step.
    package let script: String
}
