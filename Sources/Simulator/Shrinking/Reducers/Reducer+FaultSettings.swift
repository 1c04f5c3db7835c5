import Scenarios

extension Reducer {
    /// Gives faults the settings that need no words.
    static let faultSettings = [
        Reducer { specimen in
            specimen.scenario.faults.indices.flatMap { index in
                let rule = specimen.scenario.faults[index]
                return rule.fault.simpler(struckBy: rule.trigger).map {
                    specimen.replacing(index, with: [FaultRule($0, rule.trigger)])
                }
            }
        }
    ]
}

extension Fault {
    /// The same kind of fault with one setting, or all, as if nothing were said of it.
    fileprivate func simpler(struckBy trigger: Trigger) -> [Fault] {
        let struck: SessionSelector = trigger.fact?.canHaveSession == true ? .triggering : .all
        switch self {
        case .crash(let fault):
            return variants(of: fault, { .crash($0) }, CrashFault(), \.down, \.instance)
        case .restart(let fault):
            return variants(of: fault, { .restart($0) }, RestartFault(), \.down, \.instance)
        case .powerLoss(let fault):
            return variants(of: fault, { .powerLoss($0) }, PowerLossFault(), \.down, \.down)
        case .disconnect(let fault):
            let simple = DisconnectFault(sessions: struck)
            return [.disconnect(simple)]
                + variants(of: fault, { .disconnect($0) }, simple, \.style, \.connections)
                + variants(of: fault, { .disconnect($0) }, simple, \.stayAway, \.sessions)
        case .languageModelError(let fault):
            let simple = LanguageModelErrorFault(sessions: struck, style: fault.style)
            return variants(of: fault, { .languageModelError($0) }, simple, \.extent, \.sessions)
        case .storeError(let fault):
            let simple = StoreErrorFault(error: fault.error)
            return variants(of: fault, { .storeError($0) }, simple, \.extent, \.work)
        case .cancel(let fault):
            let simple = CancelFault(sessions: struck)
            return [.cancel(simple)]
                + variants(of: fault, { .cancel($0) }, simple, \.sessions, \.request)
        case .badFrame(let fault):
            return [.badFrame(BadFrameFault(sessions: struck, frame: fault.frame))]
        case .badConnection:
            return [.badConnection(BadConnectionFault(sessions: struck))]
        case .duplicateDelivery:
            return [.duplicateDelivery(DuplicateDeliveryFault(sessions: struck))]
        case .slowReader(var fault):
            fault.sessions = struck
            return [.slowReader(fault)]
        case .languageModelSlowness(var fault):
            fault.sessions = struck
            return [.languageModelSlowness(fault)]
        case .pause(var fault):
            fault.instance = 1
            return [.pause(fault)]
        case .clockJump, .storeSlowness, .schemaDowngrade: return []
        }
    }

    /// The fault with one, and with the other, of two settings taken from a simpler one.
    private func variants<Kind, First, Second>(
        of fault: Kind,
        _ make: (Kind) -> Fault,
        _ simple: Kind,
        _ first: WritableKeyPath<Kind, First>,
        _ second: WritableKeyPath<Kind, Second>
    ) -> [Fault] {
        var one = fault
        one[keyPath: first] = simple[keyPath: first]
        var other = fault
        other[keyPath: second] = simple[keyPath: second]
        return [make(one), make(other)]
    }
}
