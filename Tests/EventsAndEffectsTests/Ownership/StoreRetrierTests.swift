import EventsAndEffects
import Logging
import SimulationKernel
import Testing

@Suite("The store retrier") struct StoreRetrierTests {
    private func retrier(_ stage: Stage) -> StoreRetrier {
        StoreRetrier(
            delay: .seconds(1),
            clock: stage.clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test func `A call that the store could not serve is repeated until it succeeds`() throws {
        try Stage.play { stage in
            let calls = Recorded<Int64>()
            let answer = try await retrier(stage).run {
                calls.append(stage.milliseconds)
                if calls.items.count < 4 { throw StoreError.unavailable("down") }
                return "done"
            }
            #expect(answer == "done")
            #expect(calls.items == [0, 1_000, 2_000, 3_000])
        }
    }

    @Test func `What the store says of the work itself is passed on at once`() throws {
        let session = try SessionKey("ann:helper:one")
        try Stage.play { stage in
            for error in [
                StoreError.leaseLost(session), .outOfSequence(session, expected: 1, got: 3),
                .corrupt("row"),
            ] {
                await #expect(throws: error) {
                    try await retrier(stage).run { throw error }
                }
            }
            await #expect(throws: AgentFailure.self) {
                try await retrier(stage).run { throw AgentFailure() }
            }
            #expect(stage.milliseconds == 0)
        }
    }

    @Test func `Once it gives up a call that fails is not repeated, and one that succeeds does`()
        throws
    {
        try Stage.play { stage in
            let retrier = retrier(stage)
            let calls = Recorded<Int64>()
            stage.process.start("end") {
                try? await stage.pause(.milliseconds(1_500))
                retrier.giveUp()
            }
            await #expect(throws: CancellationError.self) {
                try await retrier.run {
                    calls.append(stage.milliseconds)
                    throw StoreError.unavailable("down")
                }
            }
            #expect(calls.items == [0, 1_000, 2_000])
            let answer = try await retrier.run { "done" }
            #expect(answer == "done")
        }
    }

    @Test func `A cancelled task does not wait for the store`() throws {
        try Stage.play { stage in
            let retrier = retrier(stage)
            let thrown = await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do {
                        try await retrier.run { throw StoreError.unavailable("down") }
                        return false
                    } catch { return error is CancellationError }
                }
                try? await stage.pause(.milliseconds(300))
                group.cancelAll()
                return await group.next() ?? false
            }
            #expect(thrown)
            #expect(stage.milliseconds == 300)
        }
    }
}
