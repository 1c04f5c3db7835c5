extension OrderingReport {
    /// How long clients waited.
    var latencies: String {
        let requests = digest.sessions.flatMap(\.requests)
        let rows: [(String, Percentiles)] = [
            ("message sent → first token", Percentiles(requests.compactMap(\.firstTokenLatency))),
            ("message sent → terminal frame", Percentiles(requests.compactMap(\.latency))),
            (
                "redelivery possible → handed over",
                Percentiles(digest.redeliveries.compactMap(\.redelivery.delay))
            ),
        ]
        var table = MarkdownTable([
            ("virtual milliseconds", .left), ("samples", .right), ("p50", .right),
            ("p90", .right), ("p99", .right), ("max", .right),
        ])
        for (name, percentiles) in rows where percentiles.count > 0 {
            let values = [50, 90, 99, 100].map { percentiles.percentile($0) ?? 0 }
            table.add(
                [name, NumberText.grouped(percentiles.count)]
                    + values.map(TimeText.milliseconds)
            )
        }
        return "## How long clients waited\n\n" + table.text
            + "\nWhat the model itself takes, waiting for a reconnection, and back-offs are in these "
            + "times.\n"
    }
}
