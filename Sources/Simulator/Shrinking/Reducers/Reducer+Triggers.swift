import Histories
import Invariants
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

    /// Lets a fault that strikes at a step or a write strike after a fact, or at least at an instant:
    /// the number of a step is another after every change, whether to the scenario or to the program.
    static let stepAnchors = [
        Reducer { specimen in
            specimen.anchored { trigger in
                switch trigger {
                case .step, .write: true
                case .at, .after, .every, .onEach: false
                }
            }
        }
    ]

    /// Lets a fault that strikes again and again strike once, or a few times said one by one, and one
    /// that strikes at an instant strike after a fact: those are moments that a reader can find, and
    /// that stay what they are when something else takes longer.
    static let triggers = [
        Reducer { specimen in
            specimen.scenario.faults.indices.flatMap { index in
                let rule = specimen.scenario.faults[index]
                let moments = specimen.moments(of: index)
                let single = moments.reversed().map { trigger in
                    specimen.replacing(index, with: [FaultRule(rule.fault, trigger)])
                }
                let severalLast = sequence(first: 2) { $0 * 2 }.prefix { $0 < 2 * moments.count }
                    .map { count in
                        let rules = moments.suffix(count).map { FaultRule(rule.fault, $0) }
                        return specimen.replacing(index, with: rules)
                    }
                return single + severalLast
            }
        },
        Reducer { specimen in
            specimen.anchored { if case .at = $0 { true } else { false } }
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

    /// Of a fault that struck more often than that only so many moments are tried.
    fileprivate static let triedMoments = 48
}

extension Specimen {
    /// The moments at which a fault that strikes again and again has struck before the violation
    /// showed, the last of them if they are many; none if it strikes once.
    fileprivate func moments(of index: Int) -> [Trigger] {
        let log = run.firingLog.filter { firing in
            firing.fault == index && firing.time <= violation.conflicting.time
                && firing.struck?.isEmpty != true
        }.suffix(Reducer.triedMoments)
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

    /// The scenario with one fault, of those that are meant, striking after one of the facts right
    /// before its first strike, the latest first; or else at that instant.
    fileprivate func anchored(_ isMeant: (Trigger) -> Bool) -> [Scenario] {
        scenario.faults.indices.filter { isMeant(scenario.faults[$0].trigger) }.flatMap { index in
            let rule = scenario.faults[index]
            return moments(before: index).filter { $0 != rule.trigger }
                .map { replacing(index, with: [FaultRule(rule.fault, $0)]) }
        }
    }

    /// The moments right after the last facts before a fault strikes first, one of each kind.
    ///
    /// What happened to a session comes first, since it says most to a reader, then what else there
    /// was, of each the latest first; the instant comes last. None if the fault does not strike.
    private func moments(before index: Int) -> [Trigger] {
        let name = scenario.faults[index].fault.name
        guard let first = run.firingLog.first(where: { $0.fault == index }),
            let strike = facts.firstIndex(where: {
                $0.kind == .faultInjected && $0.time == first.time && $0.fault == name
            })
        else { return [] }
        var kinds: [FactKind] = []
        var moments: (telling: [Trigger], other: [Trigger]) = ([], [])
        for fact in facts[..<strike].reversed() where !kinds.contains(fact.kind) {
            kinds.append(fact.kind)
            let moment = Trigger.after(condition(of: fact, before: strike))
            if fact.kind.canHaveSession, !Self.calls.contains(fact.kind) {
                moments.telling.append(moment)
            } else {
                moments.other.append(moment)
            }
            if moments.telling.count == Self.triedFacts { break }
        }
        return moments.telling + moments.other.prefix(Self.triedFacts)
            + [.at(.constant(.nanoseconds(first.time)))]
    }

    /// How many kinds of facts of each sort are tried as a fault's moment.
    private static let triedFacts = 4
    /// Kinds that come so often that their number says little.
    private static let calls: [FactKind] = [.storeCalled, .storeReturned]

    /// The condition that the last fact of its kind and session before an index fulfils.
    private func condition(of fact: Fact, before end: Int) -> FactCondition {
        var condition = FactCondition(fact: fact.kind)
        let isOfSession = fact.kind.canHaveSession && !fact.session.isNone
        if isOfSession { condition.session = fact.session.index }
        let nth = facts[..<end].count {
            $0.kind == fact.kind && (!isOfSession || $0.session == fact.session)
        }
        condition.nth = nth...nth
        return condition
    }
}
