import Histories
import Invariants
import Testing

/// What the store has refused is repeated when `retry-delay` is over, in runs of the simulator.
@Suite struct `lifecycle.quiescence and repetitions` {
    let id = "lifecycle.quiescence"

    /// A server whose store refuses an operation so many times, so many seconds apart.
    private func refused(
        _ count: Int,
        _ operation: String = "commit",
        every interval: Double,
        seed: UInt64? = 1
    ) -> Story {
        let story = Story().started()
        story.seed = seed
        for number in 1...count {
            story.at(Double(number) * interval).calls(operation, number)
                .fact(.storeRefused, operation: operation, call: number)
        }
        return story
    }

    @Test func `fires where a call is repeated at once`() {
        #expect(
            refused(7, every: 0.001).messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 1 repeated commit at once as "
                    + "the store refused it, 5 times from 0.001s to 0.005s; 1.000s lie between two "
                    + "calls"
            ]
        )
    }

    @Test func `fires where the delay is far too short`() {
        #expect(refused(5, every: 0.2).violated == [id])
    }

    @Test func `allows one call a delay, and two that ask for the same`() {
        #expect(refused(20, every: 1).violated == [])
        #expect(refused(4, every: 0.001).violated == [])
    }

    @Test func `allows what nobody repeats by itself, and servers elsewhere`() {
        #expect(refused(7, "append", every: 0.001).violated == [])
        #expect(refused(7, every: 0.001, seed: nil).violated == [])
    }

    @Test func `counts each session, and each life, by itself`() {
        let story = Story().started()
        story.seed = 1
        for number in 1...8 {
            story.session(Int32(number % 2 + 1)).server(1, number / 2 + 1)
                .fact(.storeRefused, operation: "commit", call: number)
        }
        #expect(story.violated == [])
    }
}
