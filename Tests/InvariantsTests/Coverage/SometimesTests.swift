import Histories
import Invariants
import Testing

@Suite struct `What a scenario asks to have seen` {
    @Test(arguments: SometimesName.Situation.allCases)
    func `every situation has a name that is read back`(situation: SometimesName.Situation) {
        let name = SometimesName.situation(situation)
        #expect(SometimesName(name.text) == name)
        #expect(Self.count(name.text, Story().opened()) == 0)
    }

    @Test func `sessions at once have a number`() {
        #expect(SometimesName("concurrent-sessions(10)") == .concurrentSessions(10))
        #expect(SometimesName.concurrentSessions(3).text == "concurrent-sessions(3)")
        for text in [
            "concurrent-sessions", "concurrent-sessions(0)", "concurrent-sessions(x)", "retries",
        ] {
            #expect(SometimesName(text) == nil)
        }
    }

    @Test func `a disconnect in mid-stream counts once`() {
        let story = Story().opened().tokenReceived("r1", "a").drops()
        #expect(Self.count("mid-stream-disconnect", story) == 1)
        let after = Story().opened().tokenReceived("r1", "a").received("r1").drops()
        #expect(Self.count("mid-stream-disconnect", after) == 0)
    }

    @Test func `a redelivery is a second claim or a later connection`() {
        let pending = Story().opened().appended("r1", seq: 1).processed("r1", seq: 1)
            .claimed("r1", seq: 1).handed("r1")
        #expect(Self.count("redelivery", pending) == 0)
        pending.putBack("r1", seq: 1).on(4).opened().claimed("r1", seq: 1, attempt: 2).handed("r1")
        #expect(Self.count("redelivery", pending) == 2)
    }

    @Test func `crashes are told by what they interrupt`() {
        let story = Story().started().opened().appended("r1", seq: 1).appended("r2", seq: 2)
            .processed("r1", seq: 1).claimed("r1", seq: 1).handed("r1").crashed()
        story.server(1, 2).started().putBack("r1", seq: 1).invoked(seq: 2)
        #expect(Self.count("crash-between-send-and-complete", story) == 1)
        #expect(Self.count("recovered-executing", story) == 1)
        #expect(Self.count("replayed-event", story) == 1)
        #expect(Self.count("crash-inside-transaction", story) == 0)
        story.hostFact(.serverCrashed) { $0.status = "inside-transaction" }
        #expect(Self.count("crash-inside-transaction", story) == 1)
    }

    @Test func `one fact tells the plain situations`() {
        let story = Story().invoked(seq: 1, attempt: 2).fact(.eventDuplicate, request: "r", seq: 1)
            .fact(.effectDuplicate, seq: 1, effect: "e").fact(.sendBlocked).fact(.errorSent)
            .hostFact(.diskTorn).hostFact(.storeMigrated).created("r", seq: 1, .cancelled)
            .gaveUp("r", seq: 1).fact(.storeRefused) { $0.status = "committed" }
        let names = [
            "retry", "duplicate-request-ignored", "duplicate-effect-ignored", "back-pressure",
            "rejected-frame", "torn-write", "migrated", "cancelled", "expired-effect",
            "committed-but-refused",
        ]
        for name in names { #expect(Self.count(name, story) == 1, "\(name)") }
    }

    @Test func `runners race when both call for one effect`() {
        func call(_ kind: FactKind, _ number: Int) -> Fact {
            Fact(
                kind,
                at: Moment(step: 1, time: 0),
                effect: kind == .storeCalled ? "e1" : nil,
                operation: "claim",
                call: number
            )
        }
        let apart = [
            call(.storeCalled, 1), call(.storeReturned, 1), call(.storeCalled, 2),
            call(.storeReturned, 2),
        ]
        let together = [apart[0], apart[2], apart[1], apart[3]]
        #expect(Self.count("two-runners-race", apart) == 0)
        #expect(Self.count("two-runners-race", together) == 1)
    }

    @Test func `sessions are concurrent while their requests are unanswered`() {
        let story = Story().session(1).sends("r1").session(2).sends("r1").sends("r2").received("r1")
            .session(3).sends("r1").session(1).received("r1")
        #expect(Self.count("concurrent-sessions(3)", story) == 1)
        #expect(Self.count("concurrent-sessions(4)", story) == 0)
        story.sends("r2").session(2).received("r2").session(3).received("r1").sends("r2")
        #expect(Self.count("concurrent-sessions(3)", story) == 2)
    }

    private static func count(_ name: String, _ story: Story) -> Int? {
        count(name, story.facts)
    }

    private static func count(_ name: String, _ facts: [Fact]) -> Int? {
        guard let name = SometimesName(name) else { return nil }
        let observer = SometimesObserver([name])
        for fact in facts { observer.record(fact) }
        return observer.seen[0].count
    }
}
