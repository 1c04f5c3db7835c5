import Histories
import Scenarios

extension Scenario {
    /// Two groups, delays of every kind, failures, and a fault for each kind of trigger.
    static func example() -> Scenario {
        var web = ClientGroup(sessions: 4)
        web.name = "web"
        web.duplicate = Share(percent: 20)
        var phone = ClientGroup(sessions: 3)
        phone.name = "phone"
        phone.sessionKey = "phone-{n}:helper:thread-{n}"
        phone.text = "{i} von {n}: {session} {\"json\": 1}"
        phone.thinkTime = .exponential(mean: .seconds(2))
        phone.reconnect = .never
        var scenario = Scenario(name: "example", summary: "An example.", clients: [web, phone])
        scenario.languageModel.error = Share(percent: 10)
        scenario.languageModel.errorMidStream = Share(percent: 10)
        scenario.languageModel.stall = Share(percent: 10)
        scenario.languageModel.empty = Share(percent: 10)
        scenario.faults = [
            FaultRule(
                .disconnect(DisconnectFault(sessions: .share(Share(percent: 30)))),
                .at(.uniform(.seconds(5) ... .seconds(40)))
            ),
            FaultRule(.crash(CrashFault()), .every(.uniform(.seconds(5) ... .seconds(15)))),
            FaultRule(
                .cancel(CancelFault(sessions: .triggering)),
                .onEach(.tokenSent, probability: Share(percent: 2))
            ),
        ]
        return scenario
    }
}

/// Everything that a plan says, as text: what two plans have in common can be compared.
func describe(session number: Int, of plan: Plan) -> [String] {
    let session = plan.session(number)
    var lines = ["\(session.key) \(session.groupName) \(session.start)"]
    lines += (1...session.messageCount).map { "\(session.message($0))" }
    lines += (1...5).map { "\(String(describing: session.reconnectDelay(afterLoss: $0)))" }
    for sequence in 1...5 {
        for attempt in 1...3 {
            let reply = plan.reply(session: number, sequence: sequence, attempt: attempt)
            lines.append("\(reply.outcome) \(reply.tokenCount) \(Array(reply))")
        }
    }
    return lines
}

/// What a plan says of one of its faults, with its first firings.
func describe(fault index: Int, of plan: Plan) -> [String] {
    let fault = plan.faults[index]
    var lines = ["\(fault.index) \(fault.fault)"]
    switch fault.trigger {
    case .at(let instant): lines.append("at \(instant)")
    case .every(let instants): lines += instants.prefix(100).map { "every \($0)" }
    case .after(let condition): lines.append("after \(condition)")
    case .onEach(var chance): lines += (0..<500).map { _ in "on each \(chance.fires())" }
    case .step(let step): lines.append("step \(step)")
    case .write(let write): lines.append("write \(write)")
    }
    for firing in 1...5 {
        var stream = fault.stream(firing: firing)
        let chosen = fault.sessions?.choose(among: Array(1...7), triggeredBy: 3, using: &stream)
        lines.append("firing \(chosen ?? [])")
    }
    return lines
}
