import EventsAndEffects
import Synchronization

/// The transactions that an observer was told of.
final class ChangeList: Sendable {
    private let list = Mutex<[[StoreChange]]>([])

    var transactions: [[StoreChange]] { list.withLock { $0 } }

    func append(_ changes: [StoreChange]) { list.withLock { $0.append(changes) } }
}
