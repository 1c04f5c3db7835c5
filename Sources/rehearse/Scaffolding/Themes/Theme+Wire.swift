extension Theme {
    /// The theme `protocol`.
    static let wire = Theme(
        name: "protocol",
        meaning: "Frames that are wrong harm nobody; a cancel counts if it comes in time.",
        summary: """
            Clients send frames that the protocol does not allow, and cancel at every \
            moment; each gets what the protocol says, and nothing else is harmed.
            """,
        covers: "FR-028, FR-029, SC-001",
        body: """
            clients:
              - sessions: 20
                messages: 8
                pipeline: 2

            faults:                                   # each has one kind and one trigger
              # in the middle of an answer of its own session
              - bad-frame: { frame: malformed }
                on-each: { fact: token-received, probability: 0.3% }
              - bad-frame: { frame: missing-field }
                on-each: { fact: token-received, probability: 0.3% }
              - cancel: {}                            # the running request of the session
                on-each: { fact: token-received, probability: 0.2% }
              - cancel: {}                            # too late: the answer is committed
                on-each: { fact: effect-claimed, probability: 5% }

            expect:
              sometimes: [rejected-frame, cancelled]

            """
    )
}
