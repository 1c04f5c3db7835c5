import Glibc
import Synchronization

/// Lets Ctrl-C end long work after the runs that are going on, with the summary so far.
///
/// A second Ctrl-C ends the process at once, as without this.
enum Interruption {
    private static let flag = Atomic(false)

    /// Whether somebody wants an end.
    static var isAsked: Bool { flag.load(ordering: .relaxed) }

    /// Watches for SIGINT and SIGTERM from now on.
    static func watch() {
        // Made before a signal can come: its handler must not allocate.
        flag.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                Interruption.flag.store(true, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
    }
}
