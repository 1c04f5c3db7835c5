extension Theme {
    /// The theme `scale`.
    static let scale = Theme(
        name: "scale",
        meaning: "Many sessions, or a long time.",
        summary: """
            A thousand users come within seconds, and the server crashes in the middle of \
            the rush; nobody waits for anybody else's answer.
            """,
        covers: "FR-008, FR-010, SC-007",
        body: """
            limits:
              # virtual time, with faults; 24h costs no more than what happens in it
              duration: 30s
              # and then the time that may pass until all is answered
              drain: 2m

            clients:
              - sessions: 1_000
                start: 0s..5s                         # when each connects
                messages: 1

            faults:                                   # each has one kind and one trigger
              - crash: {}
                at: 2s..4s

            expect:
              sometimes: [concurrent-sessions(200), replayed-event]

            """
    )
}
