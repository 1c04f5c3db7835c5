import EventsAndEffects
import Foundation
import Rehearsal
import RehearseCommand

/// The command for a server that is not the same every time: `REHEARSE_LEAK` says why, so that the
/// second process of a determinism check has the same leak.
@main
enum LeakyServer {
    static func main() {
        let name = ProcessInfo.processInfo.environment["REHEARSE_LEAK"] ?? Leak.none.rawValue
        guard let leak = Leak(rawValue: name) else { fatalError("There is no leak '\(name)'.") }
        let parts = ServerParts(
            route: { context, queue, runner in
                WaitingRoute(
                    base: ChatRoute(context: context, queue: queue, runner: runner),
                    clock: context.clock,
                    leak: leak
                )
            }
        )
        RehearseCommand.main(of: .init(name: "leaky", parts: parts), named: "rehearse-leaky")
    }
}
