extension RunPage {
    /// How long clients waited, as distributions.
    var latencies: HTML {
        let requests = digest.sessions.flatMap(\.requests)
        let charts: [(String, [Int64])] = [
            ("From message to first token", requests.compactMap(\.firstTokenLatency)),
            ("From message to the end of the answer", requests.compactMap(\.latency)),
            (
                "From a possible redelivery to its frame",
                digest.redeliveries.compactMap(\.redelivery.delay)
            ),
        ]
        let figures = charts.filter { !$0.1.isEmpty }.map { title, durations in
            LatencyChart(title: title, durations: durations).html
        }
        guard !figures.isEmpty else { return .empty }
        return """
            <section id="latencies" aria-labelledby="latencies-title">
            <h2 id="latencies-title">How long clients waited</h2>
            <p class="quiet">Virtual milliseconds, on a scale of powers of ten. What the model itself \
            takes, waiting for a reconnection, and back-offs are in these times.</p>
            <div class="charts">\(figures)</div></section>
            """
    }
}
