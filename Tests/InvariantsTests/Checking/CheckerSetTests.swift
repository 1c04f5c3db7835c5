import Histories
import Invariants
import SimulationKernel
import Testing

@Suite struct `The set of checkers` {
    @Test(arguments: 0..<20)
    func `no valid history fires, however its sessions interleave`(seed: UInt64) {
        var generated = GeneratedHistory(seed: seed)
        let history = generated.make(sessions: 5, requests: 8)
        for result in CheckerSet.check(history) where result.outcome != .notApplicable {
            #expect(result.outcome == .passed, "\(result.violations.first?.message ?? "")")
            #expect(result.comparisons > 0, "\(result.invariant.id)")
        }
    }

    @Test(arguments: 0..<10)
    func `a recorded history gives the same results as the live one`(seed: UInt64) throws {
        var generated = GeneratedHistory(seed: seed)
        var history = generated.make(sessions: 3, requests: 4)
        // Something must be wrong, or equal results would show little.
        history.facts.removeAll { $0.kind == .tokenReceived && $0.step % 7 == 0 }
        let again = try History(jsonLines: history.jsonLines)
        #expect(CheckerSet.check(again) == CheckerSet.check(history))
        #expect(CheckerSet.check(history).contains { $0.outcome == .violated })
    }

    @Test(arguments: 0..<20)
    func `a history with a pair of a session's facts swapped never traps`(seed: UInt64) {
        var generated = GeneratedHistory(seed: seed)
        var history = generated.make(sessions: 2, requests: 3)
        var random = RandomStream(seed: seed, name: "checkers")
        var violated = 0
        for _ in 0..<30 {
            let kept = history.facts
            let index = Int.random(in: 0..<kept.count - 9, using: &random)
            history.facts.swapAt(index, index + Int.random(in: 1...8, using: &random))
            let results = CheckerSet.check(history)
            if results.contains(where: { $0.outcome == .violated }) { violated += 1 }
            history.facts = kept
        }
        #expect(violated > 0)
    }

    @Test func `the registry has each invariant once, with its statement`() {
        let ids = InvariantRegistry.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(InvariantRegistry.all.allSatisfy { $0.statement.hasSuffix(".") })
        #expect(
            ids == [
                "ordering.sequence", "ordering.processing", "ordering.delivery", "ordering.tokens",
                "ordering.content", "isolation.delivery", "isolation.state", "isolation.progress",
                "isolation.non-interference", "deduplication.request", "deduplication.effect",
                "deduplication.execution", "deduplication.delivery", "durability.events",
                "durability.atomicity", "durability.responses", "durability.history",
                "lifecycle.status", "lifecycle.quiescence", "protocol.frames",
                "latency.first-token", "latency.accepted", "latency.redelivery",
            ]
        )
    }

    @Test func `only the invariants asked for are checked`() {
        let results = CheckerSet.check(History(), ["ordering.tokens", "ordering.sequence"])
        #expect(results.map(\.invariant.id) == ["ordering.sequence", "ordering.tokens"])
    }

    @Test func `only the comparison of two runs does not apply to one`() {
        let others = CheckerSet.check(History()).filter { $0.outcome == .notApplicable }
        #expect(others.map(\.invariant.id) == ["isolation.non-interference"])
    }

    @Test func `nothing passes in a history that shows nothing`() {
        for result in CheckerSet.check(History()) where result.outcome != .notApplicable {
            let isInconclusive =
                if case .inconclusive = result.outcome { true } else { false }
            #expect(isInconclusive, "\(result.invariant.id)")
        }
    }

    @Test func `violations are counted beyond those whose evidence is kept`() {
        let story = Story()
        for _ in 0..<80 { story.appended("r1", seq: 5) }
        let result = story.result("ordering.sequence")
        #expect(result.violationCount == 80)
        #expect(result.violations.count == 50)
        #expect(result.comparisons == 80)
    }
}
