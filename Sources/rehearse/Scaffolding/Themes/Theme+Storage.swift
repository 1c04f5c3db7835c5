extension Theme {
    /// The theme `storage`.
    static let storage = Theme(
        name: "storage",
        meaning: "The store is slow, full, busy, or loses power.",
        summary: """
            The store refuses some calls, answers others late, and loses its power; what it \
            had confirmed is there afterwards.
            """,
        covers: "FR-012, FR-015, FR-019, SC-002, SC-003",
        body: """
            store:
              # on a simulated disk, which can lose what was not synced
              kind: sqlite
              latency: 0.1ms..2ms                     # for each call

            clients:
              - sessions: 20
                messages: 6

            faults:                                   # each has one kind and one trigger
              - store-error: { error: busy, count: 5 }
                every: 4s..8s
              # committed, and refused all the same
              - store-error: { error: io, on: effect-completed, when: after }
                at: 5s..10s
              - power-loss: { down: 1s }
                on-each: { fact: store-called, probability: 0.3% }

            expect:
              sometimes: [replayed-event, committed-but-refused]

            """
    )
}
