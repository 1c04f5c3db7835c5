/// The blocks of a drawn scenario other than its clients and faults.
enum GeneratedSettings {
    static func store(seed: UInt64) -> StoreSettings {
        var draws = Draws(seed: seed, part: "store")
        var store = StoreSettings()
        store.kind = draws.usually(.sqlite) { $0.pick(StoreSettings.Kind.allCases) }
        store.latency = draws.usually(store.latency) { $0.durations(.zero ... .milliseconds(200)) }
        return store
    }

    static func network(seed: UInt64) -> NetworkSettings {
        var draws = Draws(seed: seed, part: "network")
        var network = NetworkSettings()
        network.latency = draws.usually(network.latency) { $0.durations(.zero ... .seconds(2)) }
        network.sendBuffer = draws.usually(network.sendBuffer) { draws in
            draws.pick([1, 100, 300, 1_000, 4_096, 1 << 30])
        }
        network.keepAlive = draws.usually(network.keepAlive) { draws in
            draws.duration(.milliseconds(100) ... .seconds(60))
        }
        network.balancing = draws.pick(NetworkSettings.Balancing.allCases)
        return network
    }

    static func languageModel(seed: UInt64) -> LanguageModelSettings {
        var draws = Draws(seed: seed, part: "llm")
        var model = LanguageModelSettings()
        model.firstToken = draws.usually(model.firstToken) { $0.durations(.zero ... .seconds(5)) }
        model.tokens = draws.usually(model.tokens) { draws in
            draws.pick([
                .constant(1), .uniform(1...3), .exponential(mean: 30),
                .normal(mean: 20, deviation: 10), .uniform(200...400),
            ])
        }
        model.tokenInterval = draws.usually(model.tokenInterval) { draws in
            draws.durations(.zero ... .milliseconds(200))
        }
        model.replies = draws.pick(LanguageModelSettings.Replies.allCases)
        model.error = draws.share([0, 0, 5, 25])
        model.errorMidStream = draws.share([0, 0, 5, 25])
        model.stall = draws.share([0, 0, 0, 5, 25])
        model.empty = draws.share([0, 0, 0, 5, 25])
        model.ignoreCancellation = draws.share([0, 0, 0, 25, 100])
        return model
    }

    static func system(seed: UInt64, store: StoreSettings) -> SystemSettings {
        var draws = Draws(seed: seed, part: "system")
        var system = SystemSettings()
        system.eventQueueInterval = draws.usually(system.eventQueueInterval) { draws in
            draws.duration(.milliseconds(5) ... .seconds(10))
        }
        system.effectPollInterval = draws.usually(system.effectPollInterval) { draws in
            draws.duration(.milliseconds(10) ... .seconds(10))
        }
        system.effectBatch = draws.pick([100, 1, 2, 1_000])
        system.maximumAttempts = draws.usually(system.maximumAttempts) { $0.count(1...5) }
        system.retryDelay = draws.usually(system.retryDelay) { $0.duration(.zero ... .seconds(5)) }
        system.agentTimeout = draws.usually(system.agentTimeout) { draws in
            draws.duration(.milliseconds(100) ... .seconds(60))
        }
        system.effectTimeToLive =
            draws.happens(inPercent: 20)
            ? draws.duration(.milliseconds(100) ... .seconds(60)) : nil
        system.acknowledgements = draws.happens(inPercent: 90)
        system.acknowledgementTimeout = draws.usually(system.acknowledgementTimeout) { draws in
            draws.duration(.milliseconds(1) ... .seconds(20))
        }
        system.streaming = draws.usually(.live) { $0.pick(SystemSettings.Streaming.allCases) }
        system.instances = draws.pick([1, 1, 2, 2, 3])
        // A lease that lapses during a call that renews it gets nobody anywhere.
        system.lease = draws.usually(system.lease) { draws in
            let shortest = max(.milliseconds(500), store.latency.longest * 6)
            return draws.duration(shortest...max(shortest, .seconds(20)))
        }
        system.lease = max(system.lease, store.latency.longest * 6)
        return system
    }

    static func scheduling(seed: UInt64) -> SchedulingPolicySetting {
        var draws = Draws(seed: seed, part: "scheduling")
        return draws.usually(.random) { $0.pick([.fifo, .random, .pct(depth: $0.count(1...5))]) }
    }

    static func safetyPhase(seed: UInt64) -> Duration {
        var draws = Draws(seed: seed, part: "limits")
        return draws.pick([.seconds(1), .seconds(10), .seconds(30), .seconds(60), .seconds(120)])
    }
}
