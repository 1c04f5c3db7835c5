import EventsAndEffects
import Synchronization

/// Identifiers that tell where they were made: `<instance>.<incarnation>.<number>`.
final class IncarnationIdentifiers: IdentifierSource {
    private let prefix: String
    private let count = Mutex(0)

    init(instance: Int, incarnation: Int) {
        prefix = "\(instance).\(incarnation)."
    }

    func next() -> String {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return prefix + String(number)
    }
}
