import EventsAndEffects
import SimulationKernel
import Testing

@Suite("An ownership") struct OwnershipTests {
    private func ownership(_ stage: Stage, firstUndelivered: Int? = nil) throws -> Ownership {
        Ownership(
            lease: Lease(
                sessionKey: try SessionKey("ann:helper:one"),
                owner: "a",
                generation: 1,
                renewal: 0
            ),
            validUntil: stage.clock.monotonicNow.advanced(by: .seconds(3)),
            firstUndelivered: firstUndelivered,
            clock: stage.clock
        )
    }

    @Test func `Knows through which event everything is delivered`() throws {
        try Stage.play { stage in
            #expect(try ownership(stage, firstUndelivered: 4).deliveredThrough == 3)
            let ownership = try ownership(stage)
            ownership.effectCommitted(5)
            #expect(ownership.deliveredThrough == 4)
            ownership.effectCommitted(6)
            ownership.effectSettled(5)
            #expect(ownership.deliveredThrough == 5)
        }
    }

    @Test func `Knows whether an effect may wait`() throws {
        try Stage.play { stage in
            let ownership = try ownership(stage)
            #expect(!ownership.mayHaveUndelivered)
            ownership.effectCommitted(1)
            ownership.effectCommitted(2)
            ownership.effectSettled(1)
            #expect(ownership.mayHaveUndelivered)
            ownership.effectSettled(2)
            #expect(!ownership.mayHaveUndelivered)
        }
    }

    @Test func `Does not know how many effects it has inherited`() throws {
        try Stage.play { stage in
            let ownership = try ownership(stage, firstUndelivered: 4)
            ownership.effectSettled(4)
            #expect(ownership.mayHaveUndelivered)
        }
    }

    @Test func `Is not misled by a commit that returns after its effect was delivered`() throws {
        try Stage.play { stage in
            let ownership = try ownership(stage)
            ownership.effectCommitted(1)
            ownership.effectSettled(1)
            ownership.effectSettled(2)
            ownership.effectCommitted(2)
            #expect(ownership.deliveredThrough == 2)
            #expect(!ownership.mayHaveUndelivered)
        }
    }
}
