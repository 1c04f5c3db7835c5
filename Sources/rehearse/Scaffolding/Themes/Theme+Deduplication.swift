extension Theme {
    /// The theme `deduplication`.
    static let deduplication = Theme(
        name: "deduplication",
        meaning: "What comes twice counts once.",
        summary: """
            Clients and the network say some things twice; each is one event, one answer and \
            one delivery.
            """,
        covers: "US4, FR-018, FR-019, SC-005",
        body: """
            clients:
              - sessions: 20
                messages: 8
                connections: 2                        # tabs; a question goes out on any of them
                duplicate: 20%                        # of the messages are sent twice at once

            faults:                                   # each has one kind and one trigger
              - duplicate-delivery: {}                # the network repeats the session's next frame
                on-each: { fact: client-sent, probability: 10% }
              # the client cannot know what arrived, and sends it again
              - disconnect: {}
                on-each: { fact: event-appended, probability: 5% }

            expect:
              # must have been seen, else the run is inconclusive
              sometimes: [duplicate-request-ignored]

            """
    )
}
