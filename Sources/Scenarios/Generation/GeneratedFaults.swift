internal import Histories

/// The faults of a drawn scenario: none to five rules, of any kinds and with any triggers.
struct GeneratedFaults {
    /// Draws the settings of one kind of fault.
    typealias Kind = @Sendable (inout Draws, FaultSurroundings) -> Fault

    /// One line for each kind of fault that there is.
    private static let kinds: [Kind] = [
        { .disconnect(.drawn(&$0, $1)) },
        { .crash(.drawn(&$0, $1)) },
        { .restart(.drawn(&$0, $1)) },
        { .languageModelError(.drawn(&$0, $1)) },
        {
            .cancel(
                CancelFault(sessions: $1.sessions, request: $0.pick(CancelFault.Request.allCases))
            )
        },
        { .languageModelSlowness(.drawn(&$0, $1)) },
        { .slowReader(.drawn(&$0, $1)) },
        {
            .badFrame(
                BadFrameFault(sessions: $1.sessions, frame: $0.pick(BadFrameFault.Frame.allCases))
            )
        },
        { .duplicateDelivery(DuplicateDeliveryFault(sessions: $1.sessions)) },
        { .pause(.drawn(&$0, $1)) },
        { .clockJump(.drawn(&$0, $1)) },
        { draws, _ in .powerLoss(.drawn(&draws)) },
        { draws, _ in .storeError(.drawn(&draws)) },
        { draws, _ in .storeSlowness(.drawn(&draws)) },
        { _, _ in .schemaDowngrade(SchemaDowngradeFault()) },
        { .badConnection(BadConnectionFault(sessions: $1.sessions)) },
    ]

    private let scenario: Scenario
    private var draws: Draws

    /// Prepares the faults of a scenario that is complete but for them.
    init(seed: UInt64, scenario: Scenario) {
        self.scenario = scenario
        draws = Draws(seed: seed, part: "faults")
    }

    /// Draws the rules; one that contradicts the scenario is left out.
    consuming func rules() -> [FaultRule] {
        var result = scenario
        for _ in 0..<draws.count(0...5) {
            let trigger = trigger()
            let surroundings = FaultSurroundings(
                scenario: scenario,
                sessions: sessions(for: trigger)
            )
            let rule = FaultRule(draws.pick(Self.kinds)(&draws, surroundings), trigger)
            result.faults.append(rule)
            if !result.problems().isEmpty { result.faults.removeLast() }
        }
        return result.faults
    }

    private mutating func trigger() -> Trigger {
        let end = scenario.limits.duration
        switch draws.count(0...9) {
        case 0, 1:
            return .at(draws.durations(.zero...end))
        case 2, 3:
            // Some two hundred firings are enough for a run.
            return .every(draws.durations(max(.milliseconds(100), end / 200)...end))
        case 4, 5, 6:
            var condition = FactCondition(fact: draws.pick(FactKind.allCases))
            let first = draws.pick([1, 1, 2, 5, 20, 100])
            condition.nth = first...(first + draws.pick([0, 0, 3, 50]))
            if draws.happens(inPercent: 30) {
                condition.session = draws.count(1...scenario.sessionCount)
            }
            return .after(condition)
        case 7, 8:
            return .onEach(
                draws.pick(Self.repeatable),
                probability: Share(billionths: draws.pick([1, 10, 50, 100]) * 1_000_000)
            )
        default:
            return .step(draws.pick([0, 1, 100]) + draws.count(0...20_000))
        }
    }

    /// The facts after each of which a fault may come: those of faults themselves would go on for
    /// ever in no time.
    private static let repeatable = FactKind.allCases.filter {
        $0 != .faultInjected && $0 != .faultHealed
    }

    private mutating func sessions(for trigger: Trigger) -> SessionSelector {
        let canFollow = trigger.fact?.canHaveSession == true
        if canFollow, draws.happens(inPercent: 70) { return .triggering }
        switch draws.count(0...4) {
        case 0: return .all
        case 1: return .share(draws.share([1, 30, 60, 100]))
        case 2: return .count(draws.count(1...3))
        case 3: return .list([draws.count(1...scenario.sessionCount)])
        default: return .group(draws.pick(scenario.clients).name)
        }
    }
}

/// What the settings of a drawn fault must fit.
struct FaultSurroundings {
    /// The scenario, complete but for its faults.
    let scenario: Scenario
    /// Which sessions the fault strikes, if it strikes sessions.
    let sessions: SessionSelector

    /// How long a server may be down.
    static let down: ClosedRange<Duration> = .zero ... .seconds(20)
}

extension DisconnectFault {
    fileprivate static func drawn(
        _ draws: inout Draws,
        _ surroundings: FaultSurroundings
    ) -> DisconnectFault {
        var fault = DisconnectFault(sessions: surroundings.sessions)
        fault.connections = draws.pick(Connections.allCases)
        fault.style = draws.pick(Style.allCases)
        fault.stayAway = draws.happens(inPercent: 30) ? GeneratedClients.reconnect(&draws) : nil
        return fault
    }
}

extension CrashFault {
    fileprivate static func drawn(
        _ draws: inout Draws,
        _ surroundings: FaultSurroundings
    ) -> CrashFault {
        var fault = CrashFault()
        fault.down = draws.duration(FaultSurroundings.down)
        fault.instance = draws.count(1...surroundings.scenario.system.instances)
        return fault
    }
}

extension RestartFault {
    fileprivate static func drawn(
        _ draws: inout Draws,
        _ surroundings: FaultSurroundings
    ) -> RestartFault {
        var fault = RestartFault()
        fault.down = draws.duration(FaultSurroundings.down)
        fault.instance = draws.count(1...surroundings.scenario.system.instances)
        return fault
    }
}

extension PauseFault {
    fileprivate static func drawn(
        _ draws: inout Draws,
        _ surroundings: FaultSurroundings
    ) -> PauseFault {
        var fault = PauseFault(length: draws.duration(.milliseconds(1) ... .seconds(20)))
        fault.instance = draws.count(1...surroundings.scenario.system.instances)
        return fault
    }
}

extension ClockJumpFault {
    fileprivate static func drawn(
        _ draws: inout Draws,
        _ surroundings: FaultSurroundings
    ) -> ClockJumpFault {
        let distance = draws.duration(.milliseconds(1) ... .seconds(3_600))
        var fault = ClockJumpFault(
            distance: draws.happens(inPercent: 50) ? distance : .zero - distance
        )
        if draws.happens(inPercent: 50) {
            fault.instance = draws.count(1...surroundings.scenario.system.instances)
        }
        return fault
    }
}

extension PowerLossFault {
    fileprivate static func drawn(_ draws: inout Draws) -> PowerLossFault {
        var fault = PowerLossFault()
        fault.down = draws.duration(FaultSurroundings.down)
        return fault
    }
}

extension StoreErrorFault {
    fileprivate static func drawn(_ draws: inout Draws) -> StoreErrorFault {
        var fault = StoreErrorFault(error: draws.pick(Failure.allCases))
        fault.work = draws.pick(Work.allCases)
        fault.moment = draws.pick(Moment.allCases)
        fault.extent =
            draws.happens(inPercent: 50)
            ? .count(draws.count(1...10)) : .time(draws.duration(.milliseconds(1) ... .seconds(10)))
        return fault
    }
}

extension StoreSlownessFault {
    fileprivate static func drawn(_ draws: inout Draws) -> StoreSlownessFault {
        StoreSlownessFault(
            latency: draws.durations(.zero ... .seconds(2)),
            time: draws.duration(.milliseconds(1) ... .seconds(10))
        )
    }
}

extension LanguageModelErrorFault {
    fileprivate static func drawn(
        _ draws: inout Draws,
        _ surroundings: FaultSurroundings
    ) -> LanguageModelErrorFault {
        var fault = LanguageModelErrorFault(
            sessions: surroundings.sessions,
            style: draws.pick(Style.allCases)
        )
        fault.extent =
            draws.happens(inPercent: 50)
            ? .count(draws.count(1...10)) : .time(draws.duration(.milliseconds(1) ... .seconds(30)))
        return fault
    }
}
