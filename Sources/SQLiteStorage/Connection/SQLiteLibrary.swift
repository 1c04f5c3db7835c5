import CSQLite

/// Settings of the library that hold for the whole process.
package enum SQLiteLibrary {
    /// Stops SQLite from counting its memory, which takes a lock at each allocation.
    ///
    /// For a process of our own that opens databases by the thousand, at its very start: once a
    /// database has been opened it has no effect. A library must not decide this for its host.
    package static func dropMemoryStatistics() {
        _ = csqlite_drop_memory_statistics()
    }
}
