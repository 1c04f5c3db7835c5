import Histories
import Scenarios
import Testing

@Suite("store-slow") struct StoreSlownessTests {
    @Test(
        "Makes the calls that begin within its time slow, and no others",
        arguments: StoreSettings.Kind.allCases
    )
    func slows(kind: StoreSettings.Kind) throws {
        let latency = Distribution<Duration>.uniform(.milliseconds(200) ... .milliseconds(300))
        let run = try Observed(
            Scenario.plain(sessions: 2, messages: 2) { $0.store.kind = kind }.with(
                .storeSlowness(StoreSlownessFault(latency: latency, time: .seconds(1))),
                .at(.constant(.milliseconds(1_010)))
            )
        )
        var called: [Int: Int64] = [:]
        var slow = 0
        for fact in run.all(.storeCalled, .storeReturned) {
            if fact.kind == .storeCalled {
                called[fact.call] = fact.time
            } else if let time = called[fact.call] {
                let took = (fact.time - time) / 1_000_000
                let isWithin = (1_010_000_000..<2_010_000_000).contains(time)
                #expect(isWithin ? (200...300).contains(took) : took == 0)
                slow += isWithin ? 1 : 0
            }
        }
        #expect(slow > 5)
        #expect(run.all(.faultInjected).map(\.fault) == ["store-slow"])
        #expect(run.all(.faultHealed).map(\.milliseconds) == [2_010])
    }
}
