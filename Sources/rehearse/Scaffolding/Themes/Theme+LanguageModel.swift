extension Theme {
    /// The theme `llm`.
    static let languageModel = Theme(
        name: "llm",
        meaning: "The model fails, stalls, or says nothing.",
        summary: """
            The model fails before, in the middle of and instead of answers; what another \
            attempt can save is saved, and the rest ends in one error.
            """,
        covers: "FR-011, FR-014, FR-029, FR-030",
        body: """
            system:
              agent-timeout: 10s                      # what has not ended by then is given up
              max-attempts: 3

            clients:
              - sessions: 20
                messages: 6

            llm:
              first-token: 200ms..800ms
              tokens: 20..60
              # another attempt says something else, as real models do
              replies: varying
              error: 10%                              # of the attempts fail before a token,
              error-mid-stream: 10%                   # after some of them,
              stall: 5%                               # stop for ever,
              empty: 5%                               # or end without any

            faults:                                   # each has one kind and one trigger
              - llm-slow: { sessions: 30%, factor: 10, for: 10s }
                at: 10s..20s

            expect:
              # must have been seen, else the run is inconclusive
              sometimes: [retry]

            """
    )
}
