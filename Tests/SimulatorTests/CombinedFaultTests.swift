import Histories
import Scenarios
import Simulator
import Testing

/// What may come together in production comes together here.
@Suite("The shipped architecture") struct CombinedFaultTests {
    /// A mixture of faults and settings.
    struct Mixture: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let scenario: Scenario

        init(_ name: String, _ change: (inout Scenario) -> Void) {
            testDescription = name
            scenario = .small(sessions: 5, messages: 5, change)
        }
    }

    private static let disconnects = [
        FaultRule(
            .disconnect(DisconnectFault(sessions: .share(Share(percent: 30)))),
            .every(.uniform(.milliseconds(800) ... .seconds(3)))
        ),
        FaultRule(
            .disconnect(halfOpen),
            .every(.uniform(.seconds(2) ... .seconds(4)))
        ),
    ]

    private static var halfOpen: DisconnectFault {
        var fault = DisconnectFault(sessions: .share(Share(percent: 20)))
        fault.connections = .one
        fault.style = .halfOpen
        return fault
    }

    private static let cancels = FaultRule(
        .cancel(CancelFault(sessions: .share(Share(percent: 20)))),
        .every(.uniform(.milliseconds(500) ... .seconds(2)))
    )

    private static func crash(_ instance: Int = 1) -> FaultRule {
        var fault = CrashFault()
        fault.instance = instance
        return FaultRule(.crash(fault), .every(.uniform(.seconds(3) ... .seconds(7))))
    }

    private static func restart(_ instance: Int = 1) -> FaultRule {
        var fault = RestartFault()
        fault.instance = instance
        return FaultRule(.restart(fault), .every(.uniform(.seconds(3) ... .seconds(7))))
    }

    private static func failing(_ scenario: inout Scenario) {
        scenario.languageModel.error = Share(percent: 10)
        scenario.languageModel.errorMidStream = Share(percent: 10)
        scenario.languageModel.empty = Share(percent: 5)
        scenario.languageModel.stall = Share(percent: 3)
        scenario.languageModel.replies = .varying
        scenario.system.agentTimeout = .seconds(5)
    }

    private static let slowReaders = [
        FaultRule(
            .slowReader(
                SlowReaderFault(
                    sessions: .share(Share(percent: 40)),
                    rate: 150,
                    time: .seconds(3)
                )
            ),
            .every(.exponential(mean: .seconds(2)))
        ),
        FaultRule(
            .slowReader(SlowReaderFault(sessions: .count(1), rate: 1, time: .seconds(14))),
            .at(.uniform(.zero ... .seconds(5)))
        ),
    ]

    private static let badFrames =
        BadFrameFault.Frame.allCases.map { frame in
            FaultRule(
                .badFrame(BadFrameFault(sessions: .count(1), frame: frame)),
                .every(.uniform(.seconds(1) ... .seconds(4)))
            )
        }
        + [
            FaultRule(
                .duplicateDelivery(DuplicateDeliveryFault(sessions: .triggering)),
                .onEach(.clientSent, probability: Share(percent: 20))
            )
        ]

    private static func unruly(_ scenario: inout Scenario) -> [FaultRule] {
        failing(&scenario)
        scenario.languageModel.ignoreCancellation = Share(percent: 60)
        scenario.languageModel.stall = Share(percent: 10)
        scenario.system.agentTimeout = .seconds(2)
        let slowness = LanguageModelSlownessFault(
            sessions: .share(Share(percent: 40)),
            factor: Factor(8),
            time: .seconds(3)
        )
        return [
            FaultRule(.languageModelSlowness(slowness), .every(.exponential(mean: .seconds(3))))
        ]
    }

    static let mixtures: [Mixture] = [
        Mixture("slow readers with tabs, pipelines and small buffers") {
            $0.network.sendBuffer = 400
            $0.clients[0].connections = 2
            $0.clients[0].pipeline = 3
            $0.faults = slowReaders + disconnects + [crash()]
        },
        Mixture("slow readers of what is streamed from the outbox, with little patience") {
            $0.network.sendBuffer = 400
            $0.system.streaming = .outbox
            $0.system.acknowledgementTimeout = .milliseconds(400)
            $0.clients[0].connections = 2
            $0.faults = slowReaders + [restart()]
        },
        Mixture("bad and repeated frames among cancels and disconnects") {
            $0.clients[0].connections = 2
            $0.clients[0].pipeline = 3
            $0.clients[0].duplicate = Share(percent: 20)
            $0.faults = badFrames + disconnects + [cancels, crash()]
        },
        Mixture("a slow model that ignores its cancellation, with restarts and crashes") {
            $0.clients[0].pipeline = 2
            $0.faults = unruly(&$0) + disconnects + [cancels, crash(), restart()]
        },
        Mixture("slow readers, bad frames and a model out of hand on two servers") {
            $0.network.sendBuffer = 400
            $0.clients[0].connections = 2
            $0.clients[0].pipeline = 3
            $0.system.instances = 2
            $0.faults =
                unruly(&$0) + slowReaders + badFrames + [cancels, crash(1), restart(2)]
        },
        Mixture("tabs, a pipeline and disconnects") {
            $0.clients[0].connections = 3
            $0.clients[0].pipeline = 3
            $0.clients[0].duplicate = Share(percent: 20)
            $0.faults = disconnects
        },
        Mixture("crashes and restarts of one server under disconnects") {
            $0.clients[0].pipeline = 2
            $0.faults = disconnects + [crash(), restart()]
        },
        Mixture("a model that fails in every way, with cancels and crashes") {
            failing(&$0)
            $0.clients[0].pipeline = 3
            $0.faults = [cancels, crash()]
        },
        Mixture("streaming from the outbox with everything else") {
            failing(&$0)
            $0.system.streaming = .outbox
            $0.clients[0].connections = 2
            $0.faults = disconnects + [cancels, crash(), restart()]
        },
        Mixture("two servers, restarted in turn") {
            $0.system.instances = 2
            $0.clients[0].connections = 2
            $0.clients[0].pipeline = 2
            $0.faults = disconnects + [restart(1), restart(2)]
        },
        Mixture("two servers that crash, with a failing model and cancels") {
            failing(&$0)
            $0.system.instances = 2
            $0.faults = disconnects + [cancels, crash(1), crash(2)]
        },
        Mixture("small buffers and a slow network") {
            $0.network.sendBuffer = 300
            $0.network.latency = .uniform(.milliseconds(20) ... .milliseconds(300))
            $0.clients[0].connections = 2
            $0.clients[0].pipeline = 3
            $0.faults = disconnects
        },
        Mixture("a slow store and acknowledgements that come too late") {
            $0.store.latency = .uniform(.zero ... .milliseconds(400))
            $0.system.acknowledgementTimeout = .milliseconds(150)
            $0.clients[0].pipeline = 2
            $0.faults = disconnects + [crash()]
        },
        Mixture("everything at once on two servers with small buffers and little patience") {
            failing(&$0)
            $0.system.instances = 2
            $0.system.acknowledgementTimeout = .milliseconds(300)
            $0.store.latency = .uniform(.zero ... .milliseconds(200))
            $0.network.sendBuffer = 500
            $0.network.latency = .uniform(.milliseconds(5) ... .milliseconds(250))
            $0.clients[0].connections = 2
            $0.clients[0].pipeline = 4
            $0.clients[0].duplicate = Share(percent: 20)
            $0.faults = disconnects + [cancels, crash(1), crash(2), restart(1)]
        },
        Mixture("answers that expire behind full buffers") {
            $0.system.effectTimeToLive = .milliseconds(100)
            $0.store.latency = .constant(.milliseconds(200))
            $0.network.sendBuffer = 1
            $0.languageModel.tokens = .constant(40)
            $0.languageModel.tokenInterval = .constant(.microseconds(100))
            $0.clients[0].connections = 3
            $0.clients[0].pipeline = 3
        },
        Mixture("clients that neither reconnect nor resend") {
            $0.clients[0].reconnect = .never
            $0.clients[0].resend = false
            $0.faults = disconnects
        },
    ]

    @Test("Keeps every invariant", arguments: mixtures, [StoreSettings.Kind.sqlite, .memory])
    func keeps(mixture: Mixture, kind: StoreSettings.Kind) {
        var scenario = mixture.scenario
        scenario.store.kind = kind
        let outcome = SeedSweep(scenario: scenario, jobs: 1)
            .run(seeds: Array(kind == .sqlite ? 1...10 : 11...14))
        for run in outcome.runs {
            #expect(run.verdict == .passed, "seed \(run.seed): \(run.complaints)")
        }
        #expect(outcome.verdict == .passed)
    }

    @Test func `Loses answers without acknowledgements, and nothing but answers`() {
        var scenario = Scenario.small(sessions: 5, messages: 5)
        scenario.system.acknowledgements = false
        scenario.faults = Self.disconnects + [Self.crash()]
        scenario.expectation.always = .allBut(["durability.responses"])
        let outcome = SeedSweep(scenario: scenario, jobs: 1).run(seeds: Array(1...10))
        for run in outcome.runs {
            #expect(run.verdict == .passed, "seed \(run.seed): \(run.complaints)")
        }
        scenario.expectation.always = .only(["durability.responses"])
        let losses = SeedSweep(scenario: scenario, jobs: 1).run(seeds: Array(1...10))
        #expect(losses.verdict == .violated)
    }
}
