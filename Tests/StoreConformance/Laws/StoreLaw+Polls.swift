import EventsAndEffects
import Testing

/// The runner's poll.
extension StoreLaw {
    static let polls = [
        StoreLaw("a poll finds the sessions that are asked for, oldest effect first") { store in
            let keys = try (0..<6).map { try SessionKey.numbered($0) }
            for (key, time) in zip([4, 0, 2, 5], [40, 30, 20, 10] as [Int64]) {
                try await store.answer(
                    1,
                    under: try await store.lease(of: keys[key]),
                    at: time
                )
            }
            #expect(
                try await store.sessionsWithPending(among: keys, limit: 9).map(\.user) == [
                    "user-4", "user-0", "user-2", "user-5",
                ]
            )
            let some = [keys[5], keys[1], keys[0]]
            #expect(
                try await store.sessionsWithPending(among: some, limit: 9) == [keys[0], keys[5]]
            )
            #expect(try await store.sessionsWithPending(among: keys, limit: 1) == [keys[4]])
            #expect(try await store.sessionsWithPending(among: keys, limit: 0).isEmpty)
            #expect(try await store.sessionsWithPending(among: [], limit: 9).isEmpty)
        },
        StoreLaw("a session is found once, for its pending effects only") { store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session)
            try await store.answer(1, under: lease)
            let effect = try await store.claim(under: lease)
            #expect(try await store.sessionsWithPending(among: [session], limit: 9).isEmpty)
            try await store.answer(2, under: lease)
            try await store.answer(3, under: lease)
            let asked = [session, session]
            #expect(try await store.sessionsWithPending(among: asked, limit: 9) == [session])
            try await store.complete(effect.id, under: lease, at: .later)
            #expect(try await store.sessionsWithPending(among: asked, limit: 9) == [session])
        },
        StoreLaw("a backlog of those who are away takes no place of those who are here") { store in
            for number in 0..<120 {
                let lease = try await store.lease(of: try .numbered(number))
                try await store.answer(1, under: lease)
                try await store.answer(2, under: lease)
            }
            let present = try [119, 7, 60, 500].map { try SessionKey.numbered($0) }
            let found = try await store.sessionsWithPending(among: present, limit: 2)
            #expect(found.map(\.user) == ["user-7", "user-60"])
            let all = try (0..<500).reversed().map { try SessionKey.numbered($0) }
            let first = try await store.sessionsWithPending(among: all, limit: 100)
            #expect(first.map(\.user) == (0..<100).map { "user-\($0)" })
        },
    ]
}
