extension Theme {
    /// The theme `durability`.
    static let durability = Theme(
        name: "durability",
        meaning: "What was accepted is answered, whatever ends in between.",
        summary: """
            Connections end while answers stream, and some users stay away for long; every \
            answer waits for its user, and comes once.
            """,
        covers: "US2, FR-025, FR-026, FR-027, SC-003",
        body: """
            clients:
              - sessions: 20
                messages: 8
                # the wait after a loss; 'never' stays away until the faults end
                reconnect: 0.5s..3s

            faults:                                   # each has one kind and one trigger
              # the session of the fact, since no other is named
              - disconnect: { style: abrupt }
                on-each: { fact: token-received, probability: 0.3% }
              - disconnect: { sessions: 25%, stay-away: 10s..20s }
                at: 15s..30s

            expect:
              sometimes: [mid-stream-disconnect, redelivery]

            """
    )
}
