extension Theme {
    /// The theme `isolation`.
    static let isolation = Theme(
        name: "isolation",
        meaning: "Nothing of one session reaches another.",
        summary: """
            Two groups of users call their threads alike, and everything goes wrong for one \
            of them; the other notices nothing.
            """,
        covers: "US3, FR-006, FR-010, SC-004",
        body: """
            clients:
              - group: quiet                          # groups have names, so that faults can choose
                sessions: 5
                # {n} counts from 1 over all groups; only the whole key is unique
                session-key: "user-{n}:helper:main"
                messages: 6
              - group: noisy
                sessions: 10
                session-key: "user-{n}:helper:main"
                messages: 6
                pipeline: 3

            faults:                                   # each has one kind and one trigger
              - llm-error: { sessions: { group: noisy }, style: mid-stream }
                every: 2s..4s
              - disconnect: { sessions: { group: noisy } }
                every: 5s..8s

            expect:
              sometimes: [retry, mid-stream-disconnect, concurrent-sessions(10)]

            """
    )
}
