import EventsAndEffects
import Testing

/// The ends of an execution.
extension StoreLaw {
    static let transitions = [
        StoreLaw("a completed effect never comes back") { store in
            let lease = try await store.lease(of: try .numbered(1))
            try await store.answer(1, under: lease)
            let effect = try await store.claim(under: lease)
            try await store.complete(effect.id, under: lease, at: .later)
            try await store.complete(effect.id, under: lease, at: .later)
            try await store.release(effect.id, under: lease, at: .later)
            try await store.fail(effect.id, under: lease, at: .later)
            try await store.releaseExecuting(under: lease, at: .later)
            #expect(try await store.claimNext(under: lease, at: .later) == .nothing)
        },
        StoreLaw("a failed effect never comes back and lets the next one pass") { store in
            let lease = try await store.lease(of: try .numbered(1))
            try await store.answer(1, under: lease)
            try await store.answer(2, under: lease)
            let effect = try await store.claim(under: lease)
            try await store.fail(effect.id, under: lease, at: .later)
            try await store.fail(effect.id, under: lease, at: .later)
            try await store.release(effect.id, under: lease, at: .later)
            #expect(try await store.claim(under: lease).sequence == 2)
        },
        StoreLaw("releasing twice is once; what is pending is not completed or failed") { store in
            let session = try SessionKey.numbered(1)
            let lease = try await store.lease(of: session)
            try await store.answer(1, under: lease)
            let effect = try await store.claim(under: lease)
            try await store.release(effect.id, under: lease, at: .later)
            try await store.release(effect.id, under: lease, at: .later)
            try await store.complete(effect.id, under: lease, at: .later)
            try await store.fail(effect.id, under: lease, at: .later)
            #expect(try await store.sessionsWithPending(among: [session], limit: 1) == [session])
            #expect(try await store.claim(under: lease).attemptCount == 2)
        },
        StoreLaw("an effect that is unknown or another session's is left alone") { store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            let lease = try await store.lease(of: one)
            let other = try await store.lease(of: two)
            try await store.answer(1, under: other)
            let effect = try await store.claim(under: other)
            try await store.complete("nobody", under: lease, at: .later)
            try await store.complete(effect.id, under: lease, at: .later)
            try await store.release(effect.id, under: lease, at: .later)
            #expect(try await store.claimNext(under: other, at: .later) == .busy)
        },
        StoreLaw("whatever of the session executes is released at once, and nothing else") {
            store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            let lease = try await store.lease(of: one)
            let other = try await store.lease(of: two)
            try await store.releaseExecuting(under: lease, at: .later)
            for lease in [lease, other] {
                try await store.answer(1, under: lease)
                _ = try await store.claim(under: lease)
            }
            try await store.releaseExecuting(under: lease, at: .later)
            try await store.releaseExecuting(under: lease, at: .later)
            #expect(try await store.claim(under: lease).attemptCount == 2)
            #expect(try await store.claimNext(under: other, at: .later) == .busy)
        },
    ]
}
