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
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM] {
            sigaddset(&signals, number)
            signal(number) { number in
                Interruption.flag.store(true, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
        // Whoever started the process may have blocked them, which is inherited.
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
