import EventsAndEffects
import PlantedDefects
import Rehearsal

/// A scenario of a few seconds, and servers that fail in it.
enum SmallScenario {
    static let name = "small"

    /// Two sessions that each ask twice.
    static let text = text()

    /// Two sessions whose agent always fails, so that only failures can be told.
    static let failing = text(more: "llm: { error: 100% }\n")

    static func text(more: String = "") -> String {
        """
        version: 1
        scenario: small
        summary: Two people ask two questions each.
        clients:
          - { sessions: 2, messages: 2, think-time: 0.1s..0.5s }
        limits: { duration: 10s }
        \(more)
        """
    }

    /// A server with a planted defect.
    ///
    /// `random` is how long its route waits before it serves a connection.
    static func architecture(
        defect id: String,
        waiting random: @escaping @Sendable () -> Duration = { .zero }
    ) -> Rehearsal.Architecture {
        guard let defect = PlantedDefect.all.first(where: { $0.id == id }) else {
            preconditionFailure("There is no planted defect '\(id)'.")
        }
        return Rehearsal.Architecture(name: id) { store in
            var (parts, store) = defect.assemble(store)
            parts.route = { context, queue, runner in
                WaitingRoute(
                    base: ChatRoute(context: context, queue: queue, runner: runner),
                    clock: context.clock,
                    time: random()
                )
            }
            return (parts, store)
        }
    }
}

/// A route that takes its time.
private struct WaitingRoute: FrameRouting {
    let base: ChatRoute
    let clock: any ServerClock
    let time: Duration

    func serve(_ connection: Connection) async {
        guard (try? await clock.sleep(for: time)) != nil else { return }
        await base.serve(connection)
    }
}
