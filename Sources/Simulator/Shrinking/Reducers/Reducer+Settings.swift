import Scenarios

extension Reducer {
    /// Gives settings their defaults: whole blocks, then one after the other; and the schedule its
    /// plainest policy.
    static let settings: [Reducer] =
        [
            .changing { scenario in
                let instances = scenario.system.instances
                scenario.system = SystemSettings()
                scenario.system.instances = instances
            },
            .changing { $0.store = StoreSettings() },
            .changing { $0.network = NetworkSettings() },
            .changing { scenario in
                let tokens = scenario.languageModel.tokens
                scenario.languageModel = LanguageModelSettings()
                scenario.languageModel.tokens = tokens
            },
            Reducer { specimen in
                let scheduling = specimen.scenario.scheduling
                let simpler = simplestPolicies.prefix { $0 != scheduling } + fewerTurns(scheduling)
                return simpler.map { policy in
                    var scenario = specimen.scenario
                    scenario.scheduling = policy
                    return scenario
                }
            },
        ]
        + systemSettings + modelSettings + clientSettings
        + [
            defaulting(\.store.kind, StoreSettings().kind),
            defaulting(\.network.sendBuffer, NetworkSettings().sendBuffer),
            defaulting(\.network.keepAlive, NetworkSettings().keepAlive),
            defaulting(\.network.balancing, NetworkSettings().balancing),
            defaulting(\.limits.drain, Limits().drain), defaulting(\.limits.steps, Limits().steps),
        ]

    /// The schedule with one departure or turn less, if it has several.
    private static func fewerTurns(
        _ scheduling: SchedulingPolicySetting
    ) -> [SchedulingPolicySetting] {
        switch scheduling {
        case .departures(let departures) where departures.count > 1:
            departures.indices.map { index in
                var fewer = departures
                fewer.remove(at: index)
                return .departures(fewer)
            }
        case .turns(let first, let turns) where turns.count > 1:
            turns.indices.map { index in
                var fewer = turns
                fewer.remove(at: index)
                return .turns(first, fewer)
            }
        default: []
        }
    }

    private static let simplestPolicies: [SchedulingPolicySetting] = [
        .fifo, .jitter, .pct(depth: 1), .pct(depth: 2), .random,
    ]

    private static var systemSettings: [Reducer] {
        let plain = SystemSettings()
        return [
            defaulting(\.system.eventQueueInterval, plain.eventQueueInterval),
            defaulting(\.system.effectPollInterval, plain.effectPollInterval),
            defaulting(\.system.effectBatch, plain.effectBatch),
            defaulting(\.system.maximumAttempts, plain.maximumAttempts),
            defaulting(\.system.retryDelay, plain.retryDelay),
            defaulting(\.system.agentTimeout, plain.agentTimeout),
            defaulting(\.system.effectTimeToLive, plain.effectTimeToLive),
            defaulting(\.system.acknowledgements, plain.acknowledgements),
            defaulting(\.system.acknowledgementTimeout, plain.acknowledgementTimeout),
            defaulting(\.system.streaming, plain.streaming),
            defaulting(\.system.lease, plain.lease),
        ]
    }

    private static var modelSettings: [Reducer] {
        let plain = LanguageModelSettings()
        return [
            defaulting(\.languageModel.replies, plain.replies),
            defaulting(\.languageModel.error, plain.error),
            defaulting(\.languageModel.errorMidStream, plain.errorMidStream),
            defaulting(\.languageModel.stall, plain.stall),
            defaulting(\.languageModel.empty, plain.empty),
            defaulting(\.languageModel.ignoreCancellation, plain.ignoreCancellation),
        ]
    }

    private static var clientSettings: [Reducer] {
        let plain = ClientGroup(sessions: 1)
        return [
            defaultingClients(\.name, plain.name),
            defaultingClients(\.sessionKey, plain.sessionKey),
            defaultingClients(\.requestID, plain.requestID),
            defaultingClients(\.text, plain.text),
            defaultingClients(\.duplicate, plain.duplicate),
            defaultingClients(\.repeated, plain.repeated),
            defaultingClients(\.textSize, plain.textSize),
            defaultingClients(\.resend, plain.resend),
        ]
    }

    private static func defaulting<Value: Sendable>(
        _ field: any WritableKeyPath<Scenario, Value> & Sendable,
        _ value: Value
    ) -> Reducer {
        .changing { $0[keyPath: field] = value }
    }

    private static func defaultingClients<Value: Sendable>(
        _ field: any WritableKeyPath<ClientGroup, Value> & Sendable,
        _ value: Value
    ) -> Reducer {
        Reducer { specimen in
            specimen.scenario.clients.indices.map { index in
                var scenario = specimen.scenario
                scenario.clients[index][keyPath: field] = value
                return scenario
            }
        }
    }
}
