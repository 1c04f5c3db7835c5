import Scenarios

extension Reducer {
    /// Makes the run shorter, and what takes a drawn time take the default one, or a known one.
    static let timings: [Reducer] = [
        Reducer { specimen in
            let seconds = Int(specimen.scenario.limits.duration.components.seconds)
            return round(below: seconds).map { duration in
                var scenario = specimen.scenario
                scenario.limits.duration = .seconds(duration)
                return scenario
            }
        },
        time(\.languageModel.firstToken, LanguageModelSettings().firstToken),
        time(\.languageModel.tokenInterval, LanguageModelSettings().tokenInterval),
        time(\.store.latency, StoreSettings().latency),
        time(\.network.latency, NetworkSettings().latency),
        clientTime(\.start), clientTime(\.thinkTime),
        Reducer { specimen in
            specimen.scenario.faults.indices.flatMap { index -> [Scenario] in
                let rule = specimen.scenario.faults[index]
                guard case .at(.constant(let instant)) = rule.trigger else { return [] }
                return instant.rounder.map {
                    specimen.replacing(index, with: [FaultRule(rule.fault, .at(.constant($0)))])
                }
            }
        },
        Reducer { specimen in
            specimen.scenario.clients.indices.flatMap { index in
                specimen.scenario.clients[index].reconnect.simpler.map { reconnect in
                    var scenario = specimen.scenario
                    scenario.clients[index].reconnect = reconnect
                    return scenario
                }
            }
        },
    ]

    private static func time(
        _ field: any WritableKeyPath<Scenario, Distribution<Duration>> & Sendable,
        _ usual: Distribution<Duration>
    ) -> Reducer {
        Reducer { specimen in
            specimen.scenario[keyPath: field].simpler(usual: usual).map { time in
                var scenario = specimen.scenario
                scenario[keyPath: field] = time
                return scenario
            }
        }
    }

    private static func clientTime(
        _ field: any WritableKeyPath<ClientGroup, Distribution<Duration>> & Sendable
    ) -> Reducer {
        let usual = ClientGroup(sessions: 1)[keyPath: field]
        return Reducer { specimen in
            specimen.scenario.clients.indices.flatMap { index in
                specimen.scenario.clients[index][keyPath: field].simpler(usual: usual).map { time in
                    var scenario = specimen.scenario
                    scenario.clients[index][keyPath: field] = time
                    return scenario
                }
            }
        }
    }
}

extension Duration {
    /// The whole seconds, tenths, hundredths and thousandths beside an instant, the roundest first; none
    /// that is no rounder than it is.
    fileprivate var rounder: [Duration] {
        let graduations: [Duration] = [
            .seconds(1), .milliseconds(100), .milliseconds(10), .milliseconds(1),
        ]
        return graduations.prefix { units % $0.units != 0 }.flatMap { unit in
            let below = self - .nanoseconds(units % unit.units)
            return [below, below + unit]
        }
    }
}

extension Distribution<Duration> {
    /// The default, which needs no words; else the bounds, which need no draws.
    fileprivate func simpler(usual: Distribution<Duration>) -> [Distribution<Duration>] {
        if self == usual { return [] }
        if case .constant = self { return [usual] }
        return [usual, .constant(minimum)] + (maximum.map { [.constant($0)] } ?? [])
    }
}

extension Reconnect {
    /// As for any time; who stays away is left to do so.
    fileprivate var simpler: [Reconnect] {
        guard case .after(let usual) = ClientGroup(sessions: 1).reconnect else { return [] }
        switch self {
        case .never: return [.after(usual)]
        case .after(let time): return time.simpler(usual: usual).map { .after($0) }
        }
    }
}
