import EventsAndEffects
import Foundation

/// A way in which what is different every time gets into a run.
enum Leak: String, CaseIterable {
    /// There is none.
    case none
    /// The order of a dictionary, whose hash seed every process draws anew.
    case dictionaryOrder = "dictionary-order"
    /// The real clock.
    case date
    /// A random identifier.
    case identifier
    /// Where an object lies in memory.
    case objectIdentity = "object-identity"
    /// A task that does not run where the others do.
    case detachedTask = "detached-task"

    /// How long a route waits because of it, in nanoseconds.
    func wait(for object: AnyObject) async -> Int64 {
        switch self {
        case .none: return 0
        case .dictionaryOrder:
            let numbers = Dictionary(uniqueKeysWithValues: (0..<1_000).map { ("key \($0)", $0) })
            return Int64(numbers.values.first ?? 0) * 1_000
        case .date: return Int64(Date().timeIntervalSince1970 * 1_000_000) % 1_000_000
        case .identifier: return Int64(UUID().uuid.0) * 1_000
        case .objectIdentity:
            return Int64(UInt(bitPattern: ObjectIdentifier(object).hashValue) % 1_000_000)
        case .detachedTask:
            await Task.detached {}.value
            return 0
        }
    }
}

/// A route that waits before it serves a connection.
struct WaitingRoute: FrameRouting {
    private final class Owner: Sendable {}

    let base: ChatRoute
    let clock: any ServerClock
    let leak: Leak

    func serve(_ connection: Connection) async {
        let wait = await leak.wait(for: Owner())
        if wait > 0, (try? await clock.sleep(for: .nanoseconds(wait))) == nil { return }
        await base.serve(connection)
    }
}
