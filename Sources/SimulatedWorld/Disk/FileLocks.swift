import CSQLite

/// SQLite's five locks of one file, held by those who have it open.
///
/// Many may read, one of them may prepare to write (`RESERVED`), and who writes to the file itself
/// is alone (`EXCLUSIVE`); who waits for the readers to leave keeps new ones out (`PENDING`).
final class FileLocks {
    // Unchecked: each transaction of SQLite locks and unlocks, on the simulation's one thread.
    @exclusivity(unchecked) private var levels: [(holder: ObjectIdentifier, level: Int32)] = []

    /// The lock that somebody holds.
    func level(of holder: ObjectIdentifier) -> Int32 {
        levels.first { $0.holder == holder }?.level ?? SQLITE_LOCK_NONE
    }

    /// Raises a lock; false if another holder is in the way.
    ///
    /// Who is refused `EXCLUSIVE` only because of readers holds `PENDING` then.
    func lock(_ wanted: Int32, for holder: ObjectIdentifier) -> Bool {
        if level(of: holder) >= wanted { return true }
        let highest = levels.reduce(SQLITE_LOCK_NONE) { highest, entry in
            entry.holder == holder ? highest : max(highest, entry.level)
        }
        switch wanted {
        case SQLITE_LOCK_SHARED:
            guard highest < SQLITE_LOCK_PENDING else { return false }
        case SQLITE_LOCK_RESERVED:
            guard highest < SQLITE_LOCK_RESERVED else { return false }
        default:
            guard highest < SQLITE_LOCK_RESERVED else { return false }
            guard highest == SQLITE_LOCK_NONE else {
                set(SQLITE_LOCK_PENDING, for: holder)
                return false
            }
        }
        set(wanted, for: holder)
        return true
    }

    /// Lowers a lock.
    func unlock(to level: Int32, for holder: ObjectIdentifier) {
        if self.level(of: holder) > level { set(level, for: holder) }
    }

    /// Whether anybody has at least begun to write.
    var isReserved: Bool { levels.contains { $0.level >= SQLITE_LOCK_RESERVED } }

    private func set(_ level: Int32, for holder: ObjectIdentifier) {
        guard let index = levels.firstIndex(where: { $0.holder == holder }) else {
            if level > SQLITE_LOCK_NONE { levels.append((holder, level)) }
            return
        }
        if level == SQLITE_LOCK_NONE {
            levels.remove(at: index)
        } else {
            levels[index].level = level
        }
    }
}
