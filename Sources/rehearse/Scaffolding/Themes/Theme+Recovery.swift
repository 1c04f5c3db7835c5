extension Theme {
    /// The theme `recovery`.
    static let recovery = Theme(
        name: "recovery",
        meaning: "After a crash the server goes on where it was.",
        summary: """
            The server dies in mid-stream, right after it claimed an answer, and while it is \
            restarted; nothing is lost or answered twice.
            """,
        covers: "FR-012, FR-015, FR-022, SC-003, SC-005",
        body: """
            clients:
              - sessions: 20
                messages: 6

            faults:                                   # each has one kind and one trigger
              # in mid-stream: between two steps, after that fact
              - crash: { down: 1s }
                after: { fact: token-sent, nth: 200..1000 }
              # the effect is claimed, and its frame not yet sent
              - crash: { down: 1s }
                after: { fact: effect-claimed, nth: 30..50 }
              - restart: { down: 2s }                 # a graceful stop, as in a deploy
                at: 20s..30s

            expect:
              sometimes: [mid-stream-disconnect, redelivery, recovered-executing, replayed-event]

            """
    )
}
