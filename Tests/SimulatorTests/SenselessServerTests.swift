import EventsAndEffects
import Scenarios
import SimulatedWorld
import Simulator
import Testing

/// Servers whose numbers make no sense are found out, and end no process.
@Suite struct SenselessServerTests {
    private func sweep(_ store: @escaping @Sendable (any Store) -> any Store) -> SweepOutcome {
        SeedSweep(
            source: .one(.question { $0.clients[0].messages = 2 }),
            architecture: Architecture(name: "senseless") { (ServerParts(), store($0)) },
            jobs: 2
        ).run(SeedList(1...4), stopsAtFailure: false, unless: { false }, done: { _ in })
    }

    @Test func `More is committed than was ever accepted`() {
        #expect(sweep { ForgetfulStore($0) }.verdict == .violated)
    }

    @Test func `Seqs count down`() {
        #expect(sweep { FallingStore($0) }.verdict == .violated)
    }
}

/// A store that accepts messages and writes none down.
private final class ForgetfulStore: StoreDecorator, @unchecked Sendable {
    override func append(_ draft: EventDraft) async throws -> AppendAnswer {
        AppendAnswer(event: Event(draft, sequence: 1), position: 1, isDuplicate: false)
    }
}

/// A store that says the opposite of each seq.
private final class FallingStore: StoreDecorator, @unchecked Sendable {
    override func append(_ draft: EventDraft) async throws -> AppendAnswer {
        let answer = try await super.append(draft)
        return AppendAnswer(
            event: Event(draft, sequence: -answer.event.sequence),
            position: answer.position,
            isDuplicate: answer.isDuplicate
        )
    }
}

extension Event {
    fileprivate init(_ draft: EventDraft, sequence: Int) {
        self.init(
            id: draft.id,
            sessionKey: draft.sessionKey,
            sequence: sequence,
            message: draft.message,
            createdAt: draft.createdAt
        )
    }
}
