import Histories
import Invariants
import Scenarios
import SimulatedWorld
import Simulator
import Testing

/// Where timing decides what a client sees, two runs may differ though nobody harms another.
@Suite("A session is not run alone") struct InterferenceScopeTests {
    /// Why no session of a scenario is run alone; empty if one is.
    private func reasons(_ change: (inout Scenario) -> Void) -> [String] {
        let outcome = InterferenceCheck().run(scenario: .small(change), seed: 1)
        let note = outcome.interference
        let result = outcome.results.first { $0.invariant.id == "isolation.non-interference" }
        guard note?.sessions.isEmpty == true, result?.outcome == .notApplicable else { return [] }
        return note?.reasons ?? []
    }

    private func often(_ fault: Fault) -> FaultRule {
        FaultRule(fault, .every(.constant(.seconds(1))))
    }

    @Test func `Where there is no other`() {
        #expect(reasons { $0.clients[0].sessions = 1 } == ["there is only one session"])
    }

    @Test func `Where answers may be lost or expire`() {
        #expect(
            reasons { $0.system.acknowledgements = false }
                == ["without acknowledgements it depends on timing which answers are lost"]
        )
        #expect(
            reasons { $0.system.effectTimeToLive = .seconds(60) }
                == ["it depends on timing which answers expire"]
        )
    }

    @Test func `Where a fault cannot be repeated without the others`() {
        #expect(
            reasons { $0.faults = [FaultRule(.crash(CrashFault()), .step(200))] } == [
                "fault 1 (crash) comes before a scheduling step, and the other sessions take most of "
                    + "the steps"
            ]
        )
        #expect(
            reasons { $0.faults = [often(.storeError(StoreErrorFault(error: .busy)))] } == [
                "fault 1 (store-error) strikes the next calls of the store, whichever session they "
                    + "are for"
            ]
        )
    }

    @Test func `Where a fault meets what happens to go on`() {
        var cancel = CancelFault()
        cancel.sessions = .all
        #expect(
            reasons { $0.faults = [often(.cancel(cancel))] }
                == ["fault 1 (cancel) strikes it, and it depends on timing what a cancel meets"]
        )
        var failure = LanguageModelErrorFault(style: .midStream)
        failure.sessions = .all
        #expect(
            reasons { $0.faults = [often(.languageModelError(failure))] } == [
                "fault 1 (llm-error) strikes it, and it depends on timing which attempts of the "
                    + "model that meets"
            ]
        )
    }

    @Test func `Where the end of a server decides which attempt answers`() {
        #expect(
            reasons {
                $0.languageModel.replies = .varying
                $0.faults = [often(.crash(CrashFault()))]
            } == [
                "fault 1 (crash) ends attempts of the model, and what the next attempt says is "
                    + "another draw"
            ]
        )
    }

    @Test func `Where its client repeats nothing that a connection took along`() {
        var disconnect = DisconnectFault()
        disconnect.sessions = .all
        #expect(
            reasons {
                $0.clients[0].resend = false
                $0.faults = [often(.disconnect(disconnect))]
            } == [
                "fault 1 (disconnect) ends its connections, its client repeats nothing, and it "
                    + "depends on timing what is lost"
            ]
        )
    }

    @Test func `But its neighbour is that a fault does not strike`() {
        var cancel = CancelFault()
        cancel.sessions = .list([1, 2])
        let scenario = Scenario.small { $0.faults = [often(.cancel(cancel))] }
        let note = InterferenceCheck().run(scenario: scenario, seed: 1).interference
        #expect(note?.sessions == [3])
    }
}
