/// Why a file cannot be this store's database; the file is left as it was.
public enum SchemaError: Error, Hashable, CustomStringConvertible {
    /// A later release wrote it: its `user_version` is above what this build works with.
    case newer(found: Int, supported: Int)
    /// It has tables that are not the store's.
    case foreignTables([String])
    /// It says that it is of that version, and lacks tables of it.
    case missingTables([String], version: Int)
    /// SQLite cannot read it; its own words.
    case notADatabase(String)

    /// The text that people read.
    public var description: String {
        switch self {
        case .newer(let found, let supported):
            """
            the database has schema version \(found), and this build works with versions up to \
            \(supported): start the release that wrote it, or a later one
            """
        case .foreignTables(let tables):
            """
            the database has tables that are not the store's (\(tables.joined(separator: ", "))): \
            name a file of its own for the store
            """
        case .missingTables(let tables, let version):
            """
            the database says that it has schema version \(version) and lacks its tables \
            \(tables.joined(separator: ", ")): restore it from a backup
            """
        case .notADatabase(let reason):
            "the file is not a database that can be read: \(reason)"
        }
    }
}
