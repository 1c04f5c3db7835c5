import ChatParts
import EventsAndEffects
import Rehearsal
import Testing

/// Every part of the server can be written outside of its package.
@Suite struct EveryPartTests {
    @Test func `A server of which every part is one's own keeps every promise`() async throws {
        let parts = ServerParts(
            registry: PlainRegistry.init,
            runner: PlainRunner.init,
            processor: PlainProcessor.init,
            queue: MailboxQueue.init,
            route: PlainRoute.init
        )
        let rehearsal = Rehearsal(
            of: .init(name: "plain parts", parts: parts, store: ConversationCache.init),
            seeds: 1...10
        )
        try await rehearsal.run(Scenarios.own).requirePassed()
    }
}
