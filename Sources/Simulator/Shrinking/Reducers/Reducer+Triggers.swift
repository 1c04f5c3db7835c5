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

    /// Lets a fault that strikes at a step or a write strike after a fact, or at an instant, or at
    /// least a few steps after a fact: the number of a step is another after every change, whether to
    /// the scenario or to the program.
    static let stepAnchors = [
        Reducer { specimen in
            let indices = specimen.scenario.faults.indices.filter { index in
                switch specimen.scenario.faults[index].trigger {
                case .step, .write: true
                case .at, .after, .every, .onEach: false
                }
            }
            return indices.flatMap { specimen.striking($0, at: specimen.moments(before: $0)) }
                + indices.flatMap { specimen.striking($0, at: specimen.steps(before: $0)) }
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
                let severalLast = sequence(first: 2) { $0 * 2 }.prefix { $0 < 2 * moments.count }
                    .map { count in
                        let rules = moments.suffix(count).map { FaultRule(rule.fault, $0) }
                        return specimen.replacing(index, with: rules)
                    }
                return specimen.striking(index, at: moments.reversed()) + severalLast
            }
        },
        Reducer { specimen in
            specimen.scenario.faults.indices.flatMap { index -> [Scenario] in
                guard case .at = specimen.scenario.faults[index].trigger else { return [] }
                return specimen.striking(index, at: specimen.moments(before: index))
            }
        },
        Reducer { specimen in
            specimen.scenario.faults.indices.flatMap { index -> [Scenario] in
                guard case .after(let condition) = specimen.scenario.faults[index].trigger else {
                    return []
                }
                func changed(_ change: (inout FactCondition) -> Void) -> FactCondition {
                    var simpler = condition
                    change(&simpler)
                    return simpler
                }
                let simpler =
                    [changed { $0.step = nil }]
                    + fewer(than: condition.nth.lowerBound).map { nth in
                        changed { $0.nth = nth...nth }
                    }
                    + [changed { $0.session = nil }]
                    + fewer(than: condition.step ?? 1).map { step in changed { $0.step = step } }
                return specimen.striking(index, at: simpler.map(Trigger.after))
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

    /// The scenario with a fault striking at one of some moments in place of its own.
    fileprivate func striking(_ index: Int, at moments: [Trigger]) -> [Scenario] {
        let rule = scenario.faults[index]
        return moments.filter { $0 != rule.trigger }
            .map { replacing(index, with: [FaultRule(rule.fault, $0)]) }
    }

    /// The moments right after the last facts before a fault strikes first, and the instant at last;
    /// none if the fault does not strike.
    fileprivate func moments(before index: Int) -> [Trigger] {
        guard let strike = strike(of: index) else { return [] }
        return anchors(before: strike).map { .after(condition(of: $0, before: strike)) }
            + [.at(.constant(.nanoseconds(facts[strike].time)))]
    }

    /// The very step before which a fault strikes first, counted from the last facts before it; none
    /// if the fault does not strike.
    fileprivate func steps(before index: Int) -> [Trigger] {
        guard let strike = strike(of: index) else { return [] }
        return anchors(before: strike).map { fact in
            var later = condition(of: fact, before: strike)
            later.step = Int(facts[strike].step - fact.step) + 1
            return .after(later)
        }
    }

    /// Where among the facts a fault strikes first.
    private func strike(of index: Int) -> Int? {
        let name = scenario.faults[index].fault.name
        guard let first = run.firingLog.first(where: { $0.fault == index }) else { return nil }
        return facts.firstIndex {
            $0.kind == .faultInjected && $0.time == first.time && $0.fault == name
        }
    }

    /// The last facts before a strike, one of each kind.
    ///
    /// What happened to a session comes first, since it says most to a reader, then what else there
    /// was, of each the latest first.
    private func anchors(before strike: Int) -> [Fact] {
        var kinds: [FactKind] = []
        var anchors: (telling: [Fact], other: [Fact]) = ([], [])
        for fact in facts[..<strike].reversed() where !kinds.contains(fact.kind) {
            kinds.append(fact.kind)
            if fact.kind.canHaveSession, !Self.calls.contains(fact.kind) {
                anchors.telling.append(fact)
            } else {
                anchors.other.append(fact)
            }
            if anchors.telling.count == Self.triedFacts { break }
        }
        return anchors.telling + anchors.other.prefix(Self.triedFacts)
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
