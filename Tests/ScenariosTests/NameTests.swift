import Histories
import Scenarios
import Testing

@Suite struct NameTests {
    @Test func `the specification has its forty-two items`() {
        #expect(CoverageID.all.count == 4 + 31 + 7)
        #expect(CoverageID.all.first?.text == "US1")
        #expect(CoverageID.all.last?.text == "SC-007")
        for id in CoverageID.all { #expect(CoverageID(id.text) == id) }
    }

    @Test(arguments: ["US0", "US5", "US01", "FR-000", "FR-032", "FR-1", "SC-008", "sc-001", ""])
    func `other ids are none`(text: String) {
        #expect(CoverageID(text) == nil)
    }

    @Test func `conditions have different names`() {
        let names = SometimesName.Situation.allCases.map(\.rawValue)
        #expect(Set(names).count == 17)
        #expect(SometimesName.concurrentSessions(100).text == "concurrent-sessions(100)")
    }
}
