extension Theme {
    /// The theme `ordering`.
    static let ordering = Theme(
        name: "ordering",
        meaning: "Answers come in the order of the questions, each whole.",
        summary: """
            Users type faster than the model answers, and connections and attempts fail \
            meanwhile; every answer comes whole, and in its turn.
            """,
        covers: "US2, FR-004, FR-027",
        body: """
            clients:
              - sessions: 20                          # one client each; all of them talk at once
                messages: 8                           # from each of them
                # questions that may be open at once; 1 waits for each answer
                pipeline: 3
                think-time: 0.2s..2s                  # a range is drawn evenly, both ends included

            llm:
              # of the attempts fail and are tried again, before what follows
              error: 10%

            faults:                                   # each has one kind and one trigger
              # a share of the sessions is drawn anew each time
              - disconnect: { sessions: 30% }
                every: 5s..10s

            expect:
              # must have been seen, else the run is inconclusive
              sometimes: [retry, redelivery]

            """
    )
}
