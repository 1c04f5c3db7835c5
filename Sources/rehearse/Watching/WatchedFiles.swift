import Glibc

/// What some files look like from outside, to notice when one of them is saved.
///
/// Files are looked at by name, again and again: an editor that writes beside a file and then takes
/// its place is seen as one that writes into it is.
struct WatchedFiles: Equatable {
    /// What changes with every save.
    private struct Look: Equatable {
        let inode: UInt64
        let size: Int64
        let seconds: Int
        let nanoseconds: Int
    }

    private var looks: [String: Look?] = [:]

    /// How many there are.
    var count: Int { looks.count }

    /// Whether all of the files are there.
    var areComplete: Bool { looks.values.allSatisfy { $0 != nil } }

    /// Looks at files.
    init(_ paths: [String]) {
        for path in paths { looks[path] = .some(Self.look(at: path)) }
    }

    private static func look(at path: String) -> Look? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Look(
            inode: UInt64(status.st_ino),
            size: Int64(status.st_size),
            seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec
        )
    }
}
