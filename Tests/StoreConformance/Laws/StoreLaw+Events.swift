import EventsAndEffects
import Testing

/// Accepting messages.
extension StoreLaw {
    static let events = [
        StoreLaw("seq counts 1, 2, 3 … within a session, whatever other sessions do") { store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            #expect(try await store.accept("a", in: one).event.sequence == 1)
            #expect(try await store.accept("a", in: two).event.sequence == 1)
            #expect(try await store.accept("b", in: one).event.sequence == 2)
            #expect(try await store.accept("c", in: one).event.sequence == 3)
            #expect(try await store.accept("b", in: two).event.sequence == 2)
        },
        StoreLaw("positions grow over all sessions") { store in
            let (one, two) = (try SessionKey.numbered(1), try SessionKey.numbered(2))
            let positions = [
                try await store.accept("a", in: one).position,
                try await store.accept("a", in: two).position,
                try await store.accept("b", in: one).position,
            ]
            #expect(positions == positions.sorted() && Set(positions).count == 3)
        },
        StoreLaw("sessions that share user, agent or thread are separate") { store in
            let keys = try ["u:a:t", "u:a:t2", "u:a2:t", "u2:a:t", "u:a:t-1", "u:a:t_1"].map {
                try SessionKey($0)
            }
            for key in keys {
                #expect(
                    try await store.accept("r", in: key, id: "event-\(key)").event.sequence == 1
                )
            }
            for key in keys {
                let own = try await store.events(of: key, after: 0)
                #expect(own.map(\.sessionKey) == [key])
            }
        },
        StoreLaw("a request that was seen before returns the event that it has") { store in
            let session = try SessionKey.numbered(1)
            let first = try await store.accept("a", in: session, content: "one", at: 5)
            _ = try await store.accept("b", in: session)
            let again = try await store.accept(
                "a",
                in: session,
                id: "another",
                content: "two",
                at: 6
            )
            #expect(!first.isDuplicate && again.isDuplicate)
            #expect(again.event == first.event && again.position == first.position)
            #expect(try await store.events(of: session, after: 0).count == 2)
        },
        StoreLaw("accepting the very same draft again is harmless") { store in
            let session = try SessionKey.numbered(1)
            let first = try await store.accept("a", in: session)
            let again = try await store.accept("a", in: session)
            #expect(again.isDuplicate && again.event == first.event)
        },
        StoreLaw("one request id in two sessions is two requests") { store in
            let first = try await store.accept("a", in: try .numbered(1))
            let second = try await store.accept("a", in: try .numbered(2))
            #expect(!first.isDuplicate && !second.isDuplicate)
        },
        StoreLaw("an id that another event has is refused and takes no seq") { store in
            let session = try SessionKey.numbered(1)
            _ = try await store.accept("a", in: session, id: "x")
            await #expect {
                try await store.accept("b", in: session, id: "x")
            } throws: {
                if case StoreError.corrupt = $0 { true } else { false }
            }
            #expect(try await store.accept("c", in: session).event.sequence == 2)
        },
        StoreLaw("events are read back as they were written, from any seq") { store in
            let session = try SessionKey.numbered(1)
            var written: [Event] = []
            for request in ["a", "b", "c"] {
                written.append(try await store.accept(request, in: session).event)
            }
            #expect(try await store.events(of: session, after: 0) == written)
            #expect(try await store.events(of: session, after: 1) == Array(written[1...]))
            #expect(try await store.events(of: session, after: 3).isEmpty)
            #expect(try await store.events(of: try .numbered(2), after: 0).isEmpty)
        },
        StoreLaw("any text comes back as it was") { store in
            let session = try SessionKey.numbered(1)
            let texts = [
                "'; DROP TABLE events; --", "\"quoted\" \\ back\\slash /", "line\nfeed\ttab\r\u{1}",
                "e\u{301} and \u{e9}", "👩‍👩‍👧‍👦 𝄞 漢字 עברית", "\u{0}", "%s ?1 :x @y $z", "{\"a\":[1]}",
            ]
            for (index, text) in texts.enumerated() {
                _ = try await store.accept("request-\(index + 1)", in: session, content: text)
            }
            let read = try await store.events(of: session, after: 0).map(\.message.content)
            #expect(read.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
            let lease = try await store.lease(of: session)
            for (index, text) in texts.enumerated() {
                try await store.answer(index + 1, under: lease, text: text)
            }
            let outcomes = try await store.conversation(of: session).turns.map(\.outcome)
            #expect(outcomes == texts.map { .answered($0) })
        },
        StoreLaw("request ids are told apart byte by byte") { store in
            let session = try SessionKey.numbered(1)
            for (index, request) in ["\u{e9}", "e\u{301}", "E", "e", "'", "\"", "🙂"].enumerated() {
                let answer = try await store.accept(request, in: session, id: "event-\(index)")
                #expect(!answer.isDuplicate)
                let again = try await store.accept(request, in: session, id: "other-\(index)")
                #expect(again.isDuplicate && again.event.id == "event-\(index)")
            }
        },
        StoreLaw("a message of a mebibyte is kept whole") { store in
            let session = try SessionKey.numbered(1)
            let text = String(repeating: "0123456789abcdeé", count: 61_680) + "the end"
            _ = try await store.accept("request-1", in: session, content: text)
            #expect(try await store.events(of: session, after: 0).first?.message.content == text)
            let lease = try await store.lease(of: session)
            try await store.answer(1, under: lease, text: text)
            let body = try await store.claim(under: lease).frame.body
            #expect(body == .final(message: text, latency: 12, usage: nil))
        },
    ]
}
