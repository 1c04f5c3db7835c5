import EventsAndEffects
import Testing

/// Leases: who works on which session.
extension StoreLaw {
    private static func take(
        _ session: SessionKey,
        for owner: String,
        ifStill stale: Lease? = nil,
        in store: any Store
    ) async throws -> LeaseAnswer {
        try await store.takeLease(of: session, for: owner, ifStill: stale, at: .later)
    }

    private static let nothing = Inheritance(firstUndelivered: nil, hasExecuting: false)

    package static let leases = [
        StoreLaw("a free lease is taken; each taking is a new generation") { store in
            let session = try SessionKey.numbered(1)
            for generation in 1...3 {
                let expected = Lease(
                    sessionKey: session,
                    owner: "a",
                    generation: generation,
                    renewal: 0
                )
                let answer = try await take(session, for: "a", in: store)
                #expect(answer == .taken(expected, nothing))
            }
        },
        StoreLaw("a lease that another server holds is shown, not given") { store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session, for: "a")
            #expect(try await take(session, for: "b", in: store) == .held(lease))
            #expect(try await store.renewLeases(of: "b").isEmpty)
            #expect(try await take(try .numbered(2), for: "b", in: store) != .held(lease))
        },
        StoreLaw("a lease that was not renewed while it was watched is taken over") { store in
            let session = try SessionKey.numbered(1)
            let watched = try await store.lease(of: session, for: "a")
            let answer = try await take(session, for: "b", ifStill: watched, in: store)
            let own = Lease(sessionKey: session, owner: "b", generation: 2, renewal: 0)
            #expect(answer == .taken(own, nothing))
            await #expect(throws: StoreError.leaseLost(session)) {
                try await store.answer(1, under: watched)
            }
            #expect(try await store.answer(1, under: own) == .committed)
        },
        StoreLaw("a lease that was renewed or taken again is not taken over") { store in
            let session = try SessionKey.numbered(1)
            let watched = try await store.lease(of: session, for: "a")
            let renewed = try await store.renewLeases(of: "a")
            #expect(renewed.map(\.renewal) == [1])
            #expect(
                try await take(session, for: "b", ifStill: watched, in: store) == .held(renewed[0])
            )
            let again = try await store.lease(of: session, for: "a")
            #expect(
                try await take(session, for: "b", ifStill: renewed[0], in: store) == .held(again)
            )
        },
        StoreLaw("renewing renews all leases of an owner and of nobody else, in key order") {
            store in
            for number in [3, 1, 2] { _ = try await store.lease(of: .numbered(number), for: "a") }
            let other = try await store.lease(of: try .numbered(4), for: "b")
            #expect(try await store.renewLeases(of: "nobody").isEmpty)
            for renewal in 1...2 {
                let renewed = try await store.renewLeases(of: "a")
                #expect(renewed.map(\.sessionKey.user) == ["user-1", "user-2", "user-3"])
                #expect(renewed.allSatisfy { $0.renewal == renewal && $0.generation == 1 })
            }
            #expect(try await take(try .numbered(4), for: "a", in: store) == .held(other))
        },
        StoreLaw("a lease holds through its renewals") { store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session)
            _ = try await store.renewLeases(of: "server-1")
            #expect(try await store.answer(1, under: lease) == .committed)
        },
        StoreLaw("a released lease is free at once and keeps its generation") { store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session, for: "a")
            try await store.releaseLeases([lease])
            try await store.releaseLeases([lease])
            #expect(try await store.renewLeases(of: "a").isEmpty)
            await #expect(throws: StoreError.leaseLost(session)) {
                try await store.answer(1, under: lease)
            }
            let answer = try await take(session, for: "b", in: store)
            let own = Lease(sessionKey: session, owner: "b", generation: 2, renewal: 0)
            #expect(answer == .taken(own, nothing))
        },
        StoreLaw("releasing frees only what is still current") { store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            let old = try await store.lease(of: one, for: "a")
            let current = try await store.lease(of: one, for: "a")
            let other = try await store.lease(of: two, for: "a")
            try await store.releaseLeases([old, other])
            try await store.releaseLeases([])
            #expect(try await take(one, for: "b", in: store) == .held(current))
            #expect(try await store.lease(of: two, for: "b").generation == 2)
        },
        StoreLaw("taking a lease tells what the last owner left, and leaves it so") { store in
            let session = try SessionKey.numbered(1)
            let first = try await store.lease(of: session, for: "a")
            for sequence in 1...3 { try await store.answer(sequence, under: first) }
            let effect = try await store.claim(under: first)
            try await store.complete(effect.id, under: first, at: .later)
            try await store.releaseLeases([first])
            let second = Lease(sessionKey: session, owner: "b", generation: 2, renewal: 0)
            let pending = Inheritance(firstUndelivered: 2, hasExecuting: false)
            #expect(try await take(session, for: "b", in: store) == .taken(second, pending))
            _ = try await store.claim(under: second)
            let third = Lease(sessionKey: session, owner: "b", generation: 3, renewal: 0)
            let executing = Inheritance(firstUndelivered: 2, hasExecuting: true)
            #expect(try await take(session, for: "b", in: store) == .taken(third, executing))
            #expect(try await store.claimNext(under: third, at: .later) == .busy)
            try await store.releaseExecuting(under: third, at: .later)
            #expect(try await store.claim(under: third).attemptCount == 2)
        },
    ]
}
