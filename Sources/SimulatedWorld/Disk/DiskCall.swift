import CSQLite

/// What a process asks a disk for, as far as it can fail.
enum DiskCall {
    case read
    /// `grows` says whether it makes its file larger.
    case write(grows: Bool)
    /// `finishes` says whether it ends a transaction, by cutting off its journal.
    case truncate(finishes: Bool)
    case sync
    case create
    case delete
    case lock(Int32)

    /// Whether the disk differs afterwards, or what of it survives a power loss.
    var changesDisk: Bool {
        switch self {
        case .read, .lock: false
        case .write, .truncate, .sync, .create, .delete: true
        }
    }

    /// SQLite's code for its failure.
    var failure: Int32 {
        switch self {
        case .read: SQLITE_IOERR | 1 << 8
        case .write: SQLITE_IOERR | 3 << 8
        case .sync: SQLITE_IOERR | 4 << 8
        case .truncate: SQLITE_IOERR | 6 << 8
        case .delete: SQLITE_IOERR | 10 << 8
        case .lock: SQLITE_IOERR | 15 << 8
        case .create: SQLITE_CANTOPEN
        }
    }
}
