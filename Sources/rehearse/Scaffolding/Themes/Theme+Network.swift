extension Theme {
    /// The theme `network`.
    static let network = Theme(
        name: "network",
        meaning: "Connections are slow, dead or lying.",
        summary: """
            Connections go dead without a word, and some clients read slowly; nothing is \
            lost, and nobody waits for anybody else.
            """,
        covers: "FR-010, FR-021, FR-024, FR-025, SC-003",
        body: """
            clients:
              - sessions: 20
                messages: 6
                reconnect: 2s..12s                    # sometimes before the server has noticed

            network:
              # each direction; or a range, 5ms..80ms
              latency: { normal: { mean: 40ms, deviation: 20ms } }
              # for each connection; a full one makes the server wait
              send-buffer: 2KiB
              keep-alive: 10s                         # how long a dead connection goes unnoticed

            faults:                                   # each has one kind and one trigger
              - disconnect: { style: half-open }      # the server sends on into nothing
                on-each: { fact: terminal-sent, probability: 10% }
              - slow-reader: { sessions: 30%, rate: 100, for: 20s }   # bytes a second
                every: 10s..20s

            expect:
              sometimes: [redelivery, back-pressure]

            """
    )
}
