extension Theme {
    /// The theme `known-limits`.
    static let knownLimits = Theme(
        name: "known-limits",
        meaning: "What is known to go wrong, so that it is noticed when it no longer does.",
        summary: """
            Without acknowledgements a frame that was handed to a dead connection counts as \
            delivered; an answer can be lost with it.
            """,
        covers: "FR-028",
        body: """
            system:
              acknowledgements: off                   # the original wire protocol

            clients:
              - sessions: 20
                messages: 8
                reconnect: 2s..15s

            faults:                                   # each has one kind and one trigger
              - disconnect: { style: half-open }
                on-each: { fact: terminal-sent, probability: 10% }

            expect:
              # at least one seed must violate it, and nothing else
              verdict: { violated: durability.responses }

            """
    )
}
