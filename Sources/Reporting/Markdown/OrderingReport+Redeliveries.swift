extension OrderingReport {
    private static let listedRedeliveries = 25

    /// What was redelivered and why.
    var redeliveries: String {
        let all = digest.redeliveries
        guard !all.isEmpty else {
            return
                "## What was redelivered\n\nNothing: every answer reached its client at the first "
                + "attempt.\n"
        }
        var totals = MarkdownTable([("why", .left), ("times", .right), ("what happened", .left)])
        for reason in Redelivery.Reason.allCases {
            let count = all.count { $0.redelivery.reason == reason }
            guard count > 0 else { continue }
            totals.add([reason.words, NumberText.grouped(count), reason.explanation])
        }
        var table = MarkdownTable([
            ("claimed", .right), ("session", .right), ("request", .left), ("why", .left),
            ("handed over", .right), ("after it was possible", .right),
        ])
        for (session, redelivery) in all.prefix(Self.listedRedeliveries) {
            table.add([
                TimeText.seconds(redelivery.claimed), String(session.number),
                "`\(redelivery.request)`", redelivery.reason.words,
                redelivery.handedOver.map(TimeText.seconds) ?? "not",
                redelivery.delay.map { TimeText.milliseconds($0) + " ms" } ?? "–",
            ])
        }
        let rest = all.count - Self.listedRedeliveries
        return "## What was redelivered\n\n" + totals.text + "\n" + table.text
            + (rest > 0 ? "\nand \(NumberText.grouped(rest)) more\n" : "")
    }
}
