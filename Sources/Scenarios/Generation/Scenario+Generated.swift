extension Scenario {
    /// What all scenarios that are drawn from seeds have in common, for reports of many of them.
    package static var generatedFamily: Scenario {
        Scenario(
            name: "generated",
            summary: "Each seed draws a scenario of its own from all that the format can say.",
            clients: [ClientGroup(sessions: 1)]
        )
    }

    /// Draws a whole scenario from a seed: small, without problems, and survivable.
    ///
    /// Every setting of the format takes part, and every kind of fault with every trigger. What must
    /// fit together does: the liveness phase is long enough for everything to be tried to its end, a
    /// lease outlasts the calls that renew it, and what the wire without acknowledgements cannot
    /// promise is not asked of it. Whatever an invariant finds in such a scenario is a finding.
    ///
    /// Determinism: a pure function of the seed; each part is drawn from a stream of its own,
    /// `generate/PART`.
    package static func generated(seed: UInt64) -> Scenario {
        var scenario = Scenario(
            name: "generated-\(seed)",
            summary: "Drawn from seed \(seed).",
            clients: GeneratedClients.groups(seed: seed)
        )
        scenario.seed = seed
        scenario.store = GeneratedSettings.store(seed: seed)
        scenario.network = GeneratedSettings.network(seed: seed)
        scenario.languageModel = GeneratedSettings.languageModel(seed: seed)
        scenario.system = GeneratedSettings.system(seed: seed, store: scenario.store)
        scenario.scheduling = GeneratedSettings.scheduling(seed: seed)
        scenario.limits.duration = GeneratedSettings.safetyPhase(seed: seed)
        scenario.limits.drain = scenario.survivableDrain
        scenario.limits.steps = 5_000_000
        scenario.faults = GeneratedFaults(seed: seed, scenario: scenario).rules()
        if !scenario.system.acknowledgements {
            scenario.expectation.always = .allBut(scenario.unacknowledgedLimits)
        }
        return scenario
    }

    /// What the wire without acknowledgements cannot promise; `Scenarios/known-limits` shows why.
    private var unacknowledgedLimits: [String] {
        let hasTabs = clients.contains { $0.connections > 1 }
        return (hasTabs ? ["ordering.delivery"] : []) + ["durability.responses"]
    }

    /// A liveness phase in which every request of a session can fail to its end, one after the other,
    /// and every answer be sent again more than once.
    private var survivableDrain: Duration {
        let messages = clients.map(\.messages).max() ?? 0
        let roundTrip = network.latency.longest * 2 + store.latency.longest * 20
        let delivery =
            (system.acknowledgementTimeout + system.effectPollInterval
                + system.eventQueueInterval + roundTrip) * 3
        return (system.longestRequest + delivery) * (messages + 2)
            + system.lease * 3 + network.keepAlive + .seconds(60)
    }
}
