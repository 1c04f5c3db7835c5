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

    /// A call that the store refuses and that is made again so much later, and what happens between.
    private func again(
        _ operation: String,
        after wait: Double,
        leaseOf owner: Int = 1,
        _ between: (Story) -> Story = { $0 }
    ) -> Story {
        let story = Story().started().opened().server(owner).takesLease().server(1)
        story.seed = 1
        story.at(1).calls(operation, 2).fact(.storeRefused, operation: operation, call: 2)
        return between(story.at(1.5)).at(1 + wait).calls(operation, 3)
            .returns(operation, 3)
    }

    @Test func `fires where a call is repeated late`() {
        #expect(
            again("complete", after: 2.001).messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 1 repeated complete only at "
                    + "3.001s, 2.001s after the store had refused it; 1.000s lie between two calls, and "
                    + "1.000s more are allowed"
            ]
        )
        #expect(again("append", after: 2.001).violated == [id])
        #expect(again("conversation", after: 2.001).violated == [id])
        #expect(again("complete", after: 2).violated == [])
    }

    @Test(arguments: ["sweep", "poll"]) func `gives what is done all the time its own interval`(
        operation: String
    ) {
        func again(after wait: Double) -> Story {
            let story = Story().started().opened()
            story.seed = 1
            story.settings.queueInterval = 5_000_000_000
            story.settings.pollInterval = 5_000_000_000
            return story.ofNoSession().at(1).calls(operation, 2)
                .fact(.storeRefused, operation: operation, call: 2)
                .at(1 + wait).calls(operation, 3)
        }
        #expect(again(after: 6).messages(id) == [])
        #expect(again(after: 6.001).messages(id).count == 1)
    }

    @Test func `allows a late poll where there was nobody to poll for`() {
        func again(_ before: (Story) -> Story, _ between: (Story) -> Story = { $0 }) -> Story {
            let story = before(Story().started())
            story.seed = 1
            story.ofNoSession().at(1).calls("poll", 2)
                .fact(.storeRefused, operation: "poll", call: 2)
            return between(story.at(1.5)).ofNoSession().at(9).calls("poll", 3)
        }
        #expect(again { $0.opened() }.messages(id).count == 1)
        #expect(again { $0 }.messages(id) == [])
        #expect(again({ $0.opened() }, { $0.session(1).closed() }).messages(id) == [])
        #expect(again({ $0.opened() }, { $0.session(1).calls("claim", 4) }).messages(id) == [])
        #expect(again({ $0 }, { $0.session(1).opened() }).messages(id) == [])
        let delivering = { (story: Story) in
            story.opened().takesLease().processed("r1", seq: 1).claimed("r1", seq: 1)
        }
        #expect(again(delivering).messages(id) == [])
    }

    @Test func `allows a late call that has another reason`() {
        let reasons: [(Story) -> Story] = [
            { $0.closed() }, { $0.fact(.leaseLost) }, { $0.takesLease(4) },
            { $0.server(2).takesLease(4).server(1) }, { $0.crashed().server(1, 2).started() },
            { $0.fault("pause").healed("pause") },
        ]
        for reason in reasons {
            #expect(again("complete", after: 9, leaseOf: 1, reason).messages(id) == [])
        }
        // Who waits for another server only looks now and then whether that one is done.
        #expect(again("conversation", after: 9, leaseOf: 2).messages(id) == [])
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
