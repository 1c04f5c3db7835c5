import EventsAndEffects
import Testing

/// Finding what has to be done: after a start, and behind another server's back.
extension StoreLaw {
    static let sweeps = [
        StoreLaw("an empty store has nothing unprocessed") { store in
            let found = try await store.unprocessed()
            #expect(found == Sweep(events: [], cancellations: [], position: SweepPosition()))
        },
        StoreLaw("unprocessed events are those beyond their checkpoint, in row order") { store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            for request in ["request-1", "request-2", "request-3"] {
                _ = try await store.accept(request, in: two)
                _ = try await store.accept(request, in: one)
            }
            let lease = try await store.lease(of: one)
            try await store.answer(1, under: lease)
            try await store.answer(2, under: lease)
            let open = try await store.unprocessed().events
            #expect(
                open.map { "\($0.sessionKey.user):\($0.sequence)" } == [
                    "user-2:1", "user-2:2", "user-2:3", "user-1:3",
                ]
            )
        },
        StoreLaw("a sweep after what was read as unprocessed finds only what is new") { store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            _ = try await store.accept("request-1", in: one)
            let position = try await store.unprocessed().position
            #expect(try await store.sweep(after: position, limit: 10).events.isEmpty)
            let new = try await store.accept("request-1", in: two)
            let sweep = try await store.sweep(after: position, limit: 10)
            #expect(sweep.events == [new.event])
            #expect(sweep.position.event == new.position)
            #expect(try await store.sweep(after: sweep.position, limit: 10).events.isEmpty)
        },
        StoreLaw("sweeps of limited length read every event once, in row order") { store in
            var written: [Event] = []
            for number in 0..<7 {
                written.append(
                    try await store.accept("r\(number)", in: try .numbered(number % 3)).event
                )
            }
            var position = SweepPosition()
            var read: [Event] = []
            for expected in [3, 3, 1, 0] {
                let sweep = try await store.sweep(after: position, limit: 3)
                #expect(sweep.events.count == expected)
                read += sweep.events
                position = sweep.position
            }
            #expect(read == written)
        },
        StoreLaw("a cancelled request is swept once and is unprocessed until its commit") { store in
            let session = try SessionKey.numbered(1)
            _ = try await store.accept("request-1", in: session)
            try await store.cancel(request: "request-1", of: session)
            try await store.cancel(request: "request-1", of: session)
            let wish = Cancellation(sessionKey: session, requestID: "request-1")
            let sweep = try await store.sweep(after: SweepPosition(), limit: 10)
            #expect(sweep.cancellations == [wish])
            #expect(try await store.sweep(after: sweep.position, limit: 10).cancellations.isEmpty)
            #expect(try await store.unprocessed().cancellations == [wish])
            try await store.answer(1, under: try await store.lease(of: session))
            #expect(try await store.unprocessed().cancellations.isEmpty)
        },
        StoreLaw("cancelling what is unknown, another session's or answered does nothing") {
            store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            _ = try await store.accept("request-1", in: one)
            _ = try await store.accept("request-2", in: one)
            try await store.answer(1, under: try await store.lease(of: one))
            try await store.cancel(request: "request-1", of: one)
            try await store.cancel(request: "request-2", of: two)
            try await store.cancel(request: "request-9", of: one)
            let sweep = try await store.sweep(after: SweepPosition(), limit: 10)
            #expect(sweep.cancellations.isEmpty && sweep.position.cancellation == 0)
        },
        StoreLaw("a sweep that may have left events out brings no cancellation before its event") {
            store in
            let session = try SessionKey.numbered(1)
            for request in ["request-1", "request-2", "request-3"] {
                _ = try await store.accept(request, in: session)
            }
            try await store.cancel(request: "request-3", of: session)
            let first = try await store.sweep(after: SweepPosition(), limit: 2)
            #expect(first.events.count == 2 && first.cancellations.isEmpty)
            let second = try await store.sweep(after: first.position, limit: 2)
            #expect(second.events.map(\.message.requestID) == ["request-3"])
            #expect(second.cancellations.map(\.requestID) == ["request-3"])
        },
        StoreLaw("cancellations are swept in the order in which they were made") { store in
            let session = try SessionKey.numbered(1)
            for request in ["request-1", "request-2", "request-3"] {
                _ = try await store.accept(request, in: session)
            }
            for request in ["request-3", "request-1"] {
                try await store.cancel(request: request, of: session)
            }
            let sweep = try await store.sweep(after: SweepPosition(), limit: 10)
            #expect(sweep.events.count == 3)
            #expect(sweep.cancellations.map(\.requestID) == ["request-3", "request-1"])
        },
    ]
}
