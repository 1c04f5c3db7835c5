import Histories
import Scenarios
import SimulationKernel

/// Makes random scenarios without problems, the same for the same seed.
struct ScenarioGenerator {
    private var stream: RandomStream

    init(seed: UInt64) {
        stream = RandomStream(seed: seed, name: "scenario")
    }

    mutating func scenario() -> Scenario {
        let groups = int(1...3)
        var scenario = Scenario(
            name: "test",
            summary: text(),
            clients: (1...groups).map { group($0) }
        )
        scenario.covers = several { $0.pick(CoverageID.all) }
        scenario.seed = stream.next()
        scenario.system = system()
        scenario.limits.duration = duration(from: 1_000_000)
        scenario.limits.drain = scenario.system.longestRequest + duration()
        scenario.limits.steps = int(1...1_000_000_000)
        scenario.store.kind = pick(StoreSettings.Kind.allCases)
        scenario.store.latency = durations()
        scenario.languageModel = languageModel()
        scenario.network.latency = durations()
        scenario.network.sendBuffer = int(1...1 << 24)
        scenario.network.keepAlive = duration(from: 1_000_000)
        scenario.network.balancing = pick(NetworkSettings.Balancing.allCases)
        scenario.scheduling = pick([
            .fifo, .random, .pct(depth: int(1...100)),
            .departures([.init(choice: int(0...9), entry: int(1...9))]),
            .turns(
                .pct(depth: 3),
                [
                    .init(choice: int(0...9), stream: int(0...9)),
                    .init(choice: int(10...99), stream: int(0...9)),
                ]
            ),
        ])
        scenario.faults = several { $0.rule(scenario) }
        scenario.expectation = expectation()
        return scenario
    }

    private mutating func group(_ number: Int) -> ClientGroup {
        var group = ClientGroup(sessions: int(1...50))
        group.name = "group \(number)"
        group.sessionKey = "user-{n}:agent\(number):thread"
        group.connections = int(1...4)
        group.start = durations()
        group.messages = int(0...100)
        group.requestID = "\(number)-{i}"
        group.text = text()
        group.thinkTime = durations()
        group.pipeline = int(1...5)
        group.reconnect = reconnect()
        group.resend = flag()
        group.duplicate = share()
        group.repeated = share()
        group.textSize = flag() ? 1 : 4_096
        return group
    }

    private mutating func system() -> SystemSettings {
        var system = SystemSettings()
        system.eventQueueInterval = duration(from: 1_000_000)
        system.effectPollInterval = duration(from: 1_000_000)
        system.effectBatch = int(1...1_000)
        system.maximumAttempts = int(1...5)
        system.retryDelay = duration()
        system.agentTimeout = duration(from: 1_000_000)
        system.effectTimeToLive = flag() ? nil : duration(from: 1_000_000)
        system.acknowledgements = flag()
        system.acknowledgementTimeout = duration(from: 1_000_000)
        system.streaming = pick(SystemSettings.Streaming.allCases)
        system.instances = int(1...3)
        system.lease = duration(from: 1_000_000)
        return system
    }

    private mutating func languageModel() -> LanguageModelSettings {
        var model = LanguageModelSettings()
        model.firstToken = durations()
        model.tokens = counts()
        model.tokenInterval = durations()
        model.replies = pick(LanguageModelSettings.Replies.allCases)
        model.error = Share(billionths: int(0...250_000_000))
        model.errorMidStream = Share(billionths: int(0...250_000_000))
        model.stall = Share(percent: int(0...25))
        model.empty = Share(percent: int(0...25))
        model.ignoreCancellation = share()
        return model
    }

    private mutating func rule(_ scenario: Scenario) -> FaultRule {
        let trigger = trigger(scenario)
        let sessions = selector(scenario, isTriggered: trigger.fact != nil)
        let instance = int(1...scenario.system.instances)
        switch int(0...12) {
        case 0:
            var disconnect = DisconnectFault(sessions: sessions)
            disconnect.connections = pick(DisconnectFault.Connections.allCases)
            disconnect.style = pick(DisconnectFault.Style.allCases)
            disconnect.stayAway = flag() ? nil : reconnect()
            return FaultRule(.disconnect(disconnect), trigger)
        case 1:
            var crash = CrashFault()
            crash.down = duration()
            crash.instance = instance
            return FaultRule(.crash(crash), trigger)
        case 2:
            var restart = RestartFault()
            restart.down = duration()
            restart.instance = instance
            return FaultRule(.restart(restart), trigger)
        case 3:
            var failure = LanguageModelErrorFault(
                sessions: sessions,
                style: pick(LanguageModelErrorFault.Style.allCases)
            )
            failure.extent = flag() ? .count(int(1...9)) : .time(duration(from: 1_000_000))
            return FaultRule(.languageModelError(failure), trigger)
        case 4:
            let slowness = LanguageModelSlownessFault(
                sessions: sessions,
                factor: Factor(millionths: Int64(int(1_000_000...1_000_000_000))),
                time: duration(from: 1_000_000)
            )
            return FaultRule(.languageModelSlowness(slowness), trigger)
        case 5:
            let reader = SlowReaderFault(
                sessions: sessions,
                rate: int(1...1 << 24),
                time: duration(from: 1_000_000)
            )
            return FaultRule(.slowReader(reader), trigger)
        case 6:
            let frame = pick(BadFrameFault.Frame.allCases)
            return FaultRule(.badFrame(BadFrameFault(sessions: sessions, frame: frame)), trigger)
        case 7:
            let duplicate = DuplicateDeliveryFault(sessions: sessions)
            return FaultRule(.duplicateDelivery(duplicate), trigger)
        case 8:
            var pause = PauseFault(length: duration(from: 1_000_000))
            pause.instance = instance
            return FaultRule(.pause(pause), trigger)
        case 9:
            let distance = duration()
            var jump = ClockJumpFault(distance: flag() ? distance : .zero - distance)
            jump.instance = flag() ? instance : nil
            return FaultRule(.clockJump(jump), trigger)
        case 10: return FaultRule(storeFault(), trigger)
        case 11 where scenario.store.kind == .sqlite:
            var loss = PowerLossFault()
            loss.down = duration()
            return FaultRule(.powerLoss(loss), trigger)
        default:
            let request = pick([CancelFault.Request.newest, .answered, .next])
            return FaultRule(.cancel(CancelFault(sessions: sessions, request: request)), trigger)
        }
    }

    private mutating func storeFault() -> Fault {
        if flag() {
            let time = duration(from: 1_000_000)
            return .storeSlowness(StoreSlownessFault(latency: durations(), time: time))
        }
        var failure = StoreErrorFault(error: pick(StoreErrorFault.Failure.allCases))
        failure.work = pick(StoreErrorFault.Work.allCases)
        failure.moment = pick(StoreErrorFault.Moment.allCases)
        failure.extent = flag() ? .count(int(1...9)) : .time(duration(from: 1_000_000))
        return .storeError(failure)
    }

    private mutating func trigger(_ scenario: Scenario) -> Trigger {
        let facts = FactKind.allCases.filter(\.canHaveSession)
        switch int(0...4) {
        case 0: return .at(durations())
        case 1: return .every(.constant(duration(from: 1_000_000)))
        case 2:
            var condition = FactCondition(fact: pick(facts))
            condition.nth = range(1...50)
            condition.session = flag() ? nil : int(1...scenario.sessionCount)
            condition.step = flag() ? nil : int(1...1_000)
            return .after(condition)
        case 3: return .onEach(pick(facts), probability: share())
        default: return .step(int(0...1_000_000))
        }
    }

    private mutating func selector(_ scenario: Scenario, isTriggered: Bool) -> SessionSelector {
        switch int(0...5) {
        case 0: return .all
        case 1: return .share(share())
        case 2: return .count(int(1...50))
        case 3: return .list((0..<int(1...4)).map { _ in int(1...scenario.sessionCount) })
        case 4: return .group(pick(scenario.clients).name)
        default: return isTriggered ? .triggering : .all
        }
    }

    private mutating func expectation() -> Expectation {
        var expectation = Expectation()
        let ids = several(1) { $0.pick(knownInvariants) }
        expectation.always = pick([.all, .only(ids), .allBut(ids)])
        expectation.sometimes = several { generator in
            generator.flag()
                ? .situation(generator.pick(SometimesName.Situation.allCases))
                : .concurrentSessions(generator.int(1...100))
        }
        if case .only = expectation.always { expectation.verdict = .violated(ids[0]) }
        return expectation
    }
}

extension ScenarioGenerator {
    mutating func int(_ range: ClosedRange<Int>) -> Int {
        Int(stream.uniform(in: Int64(range.lowerBound)...Int64(range.upperBound)))
    }

    mutating func flag() -> Bool {
        int(0...1) == 1
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[int(0...elements.count - 1)]
    }

    fileprivate mutating func several<Element>(
        _ minimum: Int = 0,
        _ make: (inout Self) -> Element
    ) -> [Element] {
        (0..<int(minimum...4)).map { _ in make(&self) }
    }

    private mutating func range(_ bounds: ClosedRange<Int>) -> ClosedRange<Int> {
        let lower = int(bounds)
        return lower...int(lower...bounds.upperBound)
    }

    /// Nanoseconds of every magnitude.
    fileprivate mutating func duration(from minimum: Int = 0) -> Duration {
        let unit = pick([1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000, 3_600_000_000_000])
        return .nanoseconds(max(minimum, unit * int(0...99)))
    }

    fileprivate mutating func durations() -> Distribution<Duration> {
        let first = duration()
        switch int(0...3) {
        case 0: return .constant(first)
        case 1: return .uniform(first...(first + duration(from: 1)))
        case 2: return .normal(mean: first, deviation: duration())
        default: return .exponential(mean: first)
        }
    }

    fileprivate mutating func counts() -> Distribution<Int> {
        let first = int(1...1_000)
        switch int(0...3) {
        case 0: return .constant(first)
        case 1: return .uniform(first...(first + int(1...100)))
        case 2: return .normal(mean: first, deviation: int(1...100))
        default: return .exponential(mean: first)
        }
    }

    fileprivate mutating func share() -> Share {
        flag() ? Share(percent: int(0...100)) : Share(billionths: int(0...1_000_000_000))
    }

    fileprivate mutating func reconnect() -> Reconnect {
        flag() ? .never : .after(durations())
    }

    /// Texts with everything that could confuse YAML.
    fileprivate mutating func text() -> String {
        let pieces = [
            "a", "on", "null", " ", ": ", " #", "{n}", "\"", "'", "\\", "\n", "\t", "- ", "é", "日本",
            "🙂", "\u{7}", "\u{85}", "\u{2028}", "\u{FEFF}", "\r\n", "%", "*x", "&y", "!!int", "0x1",
            "[", "]", "{", ",", "|", ">", "@", "`", "?", "e\u{301}", "\u{200D}", "\u{E000}",
        ]
        let text = several(1) { $0.pick(pieces) }.joined()
        // A byte order mark at the start of a text is lost in the YAML library.
        let isBlank = text.allSatisfy(\.isWhitespace)
        return isBlank || text.unicodeScalars.first == "\u{FEFF}" ? "x" + text : text
    }
}
