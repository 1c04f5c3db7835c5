import Histories
import Scenarios
import Simulator
import Testing

/// The facts of one small run.
struct Observed {
    let facts: [Fact]
    let outcome: RunOutcome

    /// Runs a scenario; the shipped server must come through it.
    init(_ scenario: Scenario, seed: UInt64 = 1, passes: Bool = true) throws {
        outcome = SimulationRun(scenario: scenario, seed: seed, recordsHistory: true).run()
        facts = try #require(outcome.history?.facts)
        if passes { #expect(outcome.verdict == .passed, "\(outcome.doubts)") }
    }

    /// How often each fault fired.
    var firings: [Int] { outcome.firings }

    /// The facts of some kinds, in order.
    func all(_ kinds: FactKind...) -> [Fact] { facts.filter { kinds.contains($0.kind) } }

    /// The facts of some kinds that were recorded while the first fault struck and the server died.
    func amidDeath(_ kinds: [FactKind]) -> [Fact] {
        guard let fault = facts.firstIndex(where: { $0.kind == .faultInjected }),
            let crash = facts.firstIndex(where: { $0.kind == .serverCrashed }), fault < crash
        else { return [] }
        return facts[fault...crash].filter { kinds.contains($0.kind) }
    }

    /// The first fact of a kind.
    func first(_ kind: FactKind) throws -> Fact { try #require(all(kind).first) }

    /// What a session's client, its connections and its agent did and when, in an order that does not
    /// depend on other sessions.
    func transcript(of session: Int) -> [String] {
        let kinds: [FactKind] = [
            .clientConnected, .clientSent, .tokenReceived, .terminalReceived, .frameArrived,
            .tokenSent, .terminalSent, .errorSent, .agentInvoked, .agentToken, .agentFinished,
            .agentFailed, .agentAbandoned,
        ]
        return facts.of(session: session).filter { kinds.contains($0.kind) }.map { fact in
            let name = "\(fact.kind.rawValue) \(fact.frame?.rawValue ?? "") \(fact.request)"
            return "\(fact.time) \(name) \(fact.content ?? "")"
        }.sorted()
    }

    /// When the liveness phase begins.
    var liveness: Fact {
        get throws { try #require(all(.phaseChanged).first { $0.details?.phase == .liveness }) }
    }
}

extension [Fact] {
    func of(session: Int) -> [Fact] { filter { $0.session.index == session } }
    func of(connection: Int) -> [Fact] { filter { $0.connection == connection } }
    func of(request: String) -> [Fact] { filter { $0.request == request } }
    func since(_ fact: Fact) -> [Fact] { filter { $0.step >= fact.step && $0.time >= fact.time } }
}

extension Fact {
    /// Milliseconds of virtual time, rounded down.
    var milliseconds: Int64 { time / 1_000_000 }
}

extension Scenario {
    /// Conversations in which everything takes a known time: 40 ms for a frame, 200 ms for the first
    /// token, 100 ms for each of the four others, and a store that answers at once.
    static func plain(
        sessions: Int = 1,
        messages: Int = 1,
        _ change: (inout Scenario) -> Void = { _ in }
    ) -> Scenario {
        var group = ClientGroup(sessions: sessions)
        group.messages = messages
        group.start = .constant(.milliseconds(100))
        group.thinkTime = .constant(.seconds(1))
        group.reconnect = .after(.constant(.milliseconds(500)))
        var scenario = Scenario(name: "plain", summary: "Known times.", clients: [group])
        scenario.store.kind = .memory
        scenario.store.latency = .constant(.zero)
        scenario.network.latency = .constant(.milliseconds(40))
        scenario.languageModel.firstToken = .constant(.milliseconds(200))
        scenario.languageModel.tokens = .constant(5)
        scenario.languageModel.tokenInterval = .constant(.milliseconds(100))
        scenario.limits.duration = .seconds(12)
        scenario.limits.drain = .seconds(150)
        change(&scenario)
        return scenario
    }

    /// The same with one fault.
    func with(_ fault: Fault, _ trigger: Trigger) -> Scenario {
        var scenario = self
        scenario.faults.append(FaultRule(fault, trigger))
        return scenario
    }
}

extension Trigger {
    /// Right after the nth fact of a kind, of a session if one is given.
    static func nth(_ fact: FactKind, _ nth: Int, session: Int? = nil) -> Trigger {
        var condition = FactCondition(fact: fact)
        condition.nth = nth...nth
        condition.session = session
        return .after(condition)
    }
}

extension Fault {
    /// The chosen sessions' connections end.
    static func drop(
        _ sessions: SessionSelector = .all,
        _ style: DisconnectFault.Style = .abrupt
    ) -> Fault {
        var fault = DisconnectFault(sessions: sessions)
        fault.style = style
        return .disconnect(fault)
    }

    /// The server dies, and starts again after a time.
    static func crash(down: Duration = .seconds(1)) -> Fault {
        var fault = CrashFault()
        fault.down = down
        return .crash(fault)
    }
}
