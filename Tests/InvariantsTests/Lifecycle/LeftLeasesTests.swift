import Histories
import Invariants
import Testing

/// Which leases a graceful stop leaves, in runs of the simulator.
@Suite struct `lifecycle.quiescence and leases` {
    let id = "lifecycle.quiescence"

    /// A server takes a lease, as generation 3, and everything stops.
    private func stopped(seed: UInt64? = 1, refusing operation: String? = nil) -> Story {
        let story = Story().started().at(1).fact(.leaseTaken) { $0.generation = 3 }.at(2)
        story.seed = seed
        if let operation { story.fact(.storeRefused, operation: operation, call: 7) }
        return story.at(3).phase(.stopped).stopped()
    }

    private func row(_ story: Story, _ status: String, generation: Int = 3) -> Story {
        story.at(4).fact(.storeInspected) { details in
            details.table = .leases
            details.status = status
            details.generation = generation
        }.inspectionEnds().phase(.end)
    }

    @Test func `fires on a lease that is held after the stop`() {
        #expect(
            row(stopped(), "held").messages(id) == [
                "session user-1:helper:thread-1: instance 1, incarnation 1 has the lease that it took "
                    + "at 1.000s still after its graceful stop, done at 3.000s"
            ]
        )
        #expect(row(stopped(refusing: "claim"), "held").violated == [id])
    }

    @Test
    func `allows a lease that is free, that the store kept, or that is none of this server's`() {
        #expect(row(stopped(), "free").messages(id) == [])
        #expect(row(stopped(refusing: "release-leases"), "held").messages(id) == [])
        #expect(row(stopped(), "held", generation: 4).messages(id) == [])
        #expect(row(stopped(seed: nil), "held").messages(id) == [])
    }

    @Test func `allows what a server that has crashed had no time to give back`() {
        let crashed = Story().started().at(1).fact(.leaseTaken) { $0.generation = 3 }.at(2)
            .crashed().server(1, 2).started().at(3).phase(.stopped).stopped()
        crashed.seed = 1
        #expect(row(crashed, "held").messages(id) == [])
    }
}
