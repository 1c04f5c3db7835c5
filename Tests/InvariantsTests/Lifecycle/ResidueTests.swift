import Histories
import Invariants
import Testing

/// What a server holds in memory as it is asked for its last stop.
@Suite struct `lifecycle.quiescence and what is left in memory` {
    let id = "lifecycle.quiescence"

    /// A request is answered at one second, and the stop asked for later; the server then holds so
    /// much of one sort.
    private func holds(
        _ count: Int,
        _ gauge: ServerGauge,
        at seconds: Double = 9,
        _ tell: (Story) -> Story = { $0 }
    ) -> [String] {
        let story = tell(
            Story().at(1).started().opened().session(2).opened().session(1)
                .appended("r1", seq: 1).processed("r1", seq: 1).delivered("r1", seq: 1)
                .calls("complete", "r1", seq: 1, call: 3).returns("complete", call: 3)
        ).at(seconds).phase(.stopped)
        story.hostFact(.serverInspected) {
            $0.status = gauge.rawValue
            $0.count = count
        }
        return story.messages(id)
    }

    @Test func `allows nothing, and the leases of who is connected`() {
        for gauge in ServerGauge.allCases { #expect(holds(0, gauge) == []) }
        #expect(holds(2, .leases, at: 5) == [])
        #expect(holds(2, .connectedSessions) == [])
    }

    @Test(
        arguments: [
            (1, ServerGauge.requests, 0), (1, .eventLanes, 0), (1, .deliveryLanes, 0),
            (1, .leases, 0), (3, .connectedSessions, 2),
        ]
    )
    func `fires on what is left`(count: Int, gauge: ServerGauge, most: Int) {
        #expect(
            holds(count, gauge) == [
                "of \(gauge.rawValue), instance 1 still holds \(count) in memory at 9.000s, when "
                    + "nothing is left to do; \(most) are the most"
            ]
        )
    }

    @Test func `gives what is in flight a lease, two queue intervals and half a second`() {
        let settings = HistorySettings()
        let rest = 0.5 + Double(2 * settings.queueInterval + settings.lease) / 1_000_000_000
        #expect(holds(1, .requests, at: 1 + rest - 0.001) == [])
        #expect(holds(1, .requests, at: 1 + rest).count == 1)
        #expect(holds(1, .requests) { $0.at(8).arrives("r1") } == [])
    }

    @Test func `gives the leases of who is connected another lease`() {
        let settings = HistorySettings()
        let rest = 0.5 + Double(2 * (settings.queueInterval + settings.lease)) / 1_000_000_000
        #expect(holds(3, .leases, at: 1 + rest - 0.001).count == 1)
        #expect(holds(2, .leases, at: 1 + rest - 0.001) == [])
        #expect(holds(1, .leases, at: 1 + rest).count == 1)
    }

    @Test func `says nothing where something is left to do`() {
        let messages = holds(1, .requests) { $0.appended("r2", seq: 2) }
        #expect(messages.allSatisfy { !$0.contains("in memory") })
        let pending = holds(1, .deliveryLanes) {
            $0.appended("r2", seq: 2).processed("r2", seq: 2)
        }
        #expect(pending.allSatisfy { !$0.contains("in memory") })
    }

    @Test func `lets the deliveries of who has left for another server be remembered`() {
        let moved: (Story) -> Story = { $0.drops().server(2).started().opened().server(1) }
        #expect(holds(1, .deliveryLanes, moved) == [])
        #expect(holds(2, .deliveryLanes, moved).count == 1)
        #expect(holds(2, .leases, at: 5, moved).count == 1)
    }
    @Test func `has them forgotten when what was delivered would have expired`() {
        let settings = HistorySettings()
        let nanoseconds = 2 * settings.queueInterval + settings.lease + settings.pollInterval
        let rest = 0.5 + 4 + Double(nanoseconds) / 1_000_000_000
        let moved: (Story) -> Story = { story in
            story.settings.effectTimeToLive = 4_000_000_000
            return story.drops().server(2).started().opened().server(1)
        }
        #expect(holds(1, .deliveryLanes, at: 1 + rest - 0.001, moved) == [])
        #expect(holds(1, .deliveryLanes, at: 1 + rest, moved).count == 1)
    }
}
