import Histories
import Scenarios
import SimulatedWorld

extension Reducer {
    /// Puts what the seed has drawn in the place of draws, so that a fault strikes at the same moment
    /// whatever becomes of the others.
    static let knownTriggers = [
        Reducer { specimen in
            let plan = Plan(scenario: specimen.scenario, seed: specimen.seed)
            var scenario = specimen.scenario
            for (index, fault) in plan.faults.enumerated() {
                switch fault.trigger {
                case .at(let instant): scenario.faults[index].trigger = .at(.constant(instant))
                case .after(let condition): scenario.faults[index].trigger = .after(condition)
                case .every, .onEach, .step, .write: break
                }
            }
            return [scenario]
        }
    ]

    /// Lets a fault that strikes again and again strike once, and one that strikes at a step or a
    /// write strike after a fact: those are moments that a reader can find.
    static let triggers = [
        Reducer { specimen in
            specimen.scenario.faults.indices.flatMap { index in
                let rule = specimen.scenario.faults[index]
                let moments = specimen.moments(of: index)
                let single = moments.reversed().map { trigger in
                    specimen.replacing(index, with: [FaultRule(rule.fault, trigger)])
                }
                guard (2...Self.splitFirings).contains(moments.count) else { return single }
                let split = moments.map { FaultRule(rule.fault, $0) }
                return single + [specimen.replacing(index, with: split)]
            }
        },
        Reducer { specimen in
            specimen.scenario.faults.indices.compactMap { index in
                guard let trigger = specimen.lastFact(before: index) else { return nil }
                let fault = specimen.scenario.faults[index].fault
                return specimen.replacing(index, with: [FaultRule(fault, trigger)])
            }
        },
        Reducer { specimen in
            specimen.scenario.faults.indices.flatMap { index -> [Scenario] in
                guard case .after(let condition) = specimen.scenario.faults[index].trigger else {
                    return []
                }
                var ofAnySession = condition
                ofAnySession.session = nil
                let conditions = fewer(than: condition.nth.lowerBound).map { nth in
                    var simpler = condition
                    simpler.nth = nth...nth
                    return simpler
                }
                return (conditions + [ofAnySession]).map { simpler in
                    let fault = specimen.scenario.faults[index].fault
                    return specimen.replacing(index, with: [FaultRule(fault, .after(simpler))])
                }
            }
        },
    ]

    /// A fault that struck more often than that is not written out as so many.
    fileprivate static let splitFirings = 48
}

extension Specimen {
    /// The moments at which a fault struck that strikes again and again; none if it does not.
    fileprivate func moments(of index: Int) -> [Trigger] {
        let log = run.firingLog.filter { $0.fault == index }.prefix(Reducer.splitFirings)
        switch scenario.faults[index].trigger {
        case .every:
            return log.map { .at(.constant(.nanoseconds($0.time))) }
        case .onEach(let fact, _):
            return log.compactMap { record in
                guard let nth = record.cause?.nth ?? record.nthFact else { return nil }
                var condition = FactCondition(fact: fact)
                condition.nth = nth...nth
                condition.session = record.cause?.session
                return .after(condition)
            }
        case .at, .after, .step, .write:
            return []
        }
    }

    /// The moment right after the last fact before a fault that strikes at a step or a write.
    fileprivate func lastFact(before index: Int) -> Trigger? {
        switch scenario.faults[index].trigger {
        case .step, .write: break
        case .at, .after, .every, .onEach: return nil
        }
        let name = scenario.faults[index].fault.name
        let selectsByFact = scenario.faults[index].fault.sessions == .triggering
        guard let strike = facts.firstIndex(where: { $0.fault == name }), !selectsByFact,
            let last = facts[..<strike].last(where: { $0.kind != .storeInspected })
        else { return nil }
        var condition = FactCondition(fact: last.kind)
        let nth = facts[..<strike].count { $0.kind == last.kind }
        condition.nth = nth...nth
        return .after(condition)
    }
}
