import EventsAndEffects
import Histories
import Scenarios
import Testing

@Suite struct ProblemTests {
    private func problems(_ change: (inout Scenario) -> Void) -> [ScenarioProblem] {
        var scenario = Scenario.example()
        change(&scenario)
        return scenario.problems()
    }

    @Test func `the example has none`() {
        #expect(problems { _ in }.isEmpty)
    }

    @Test func `the documented defaults fit together`() {
        let scenario = Scenario(name: "a", summary: "A.", clients: [ClientGroup(sessions: 100)])
        #expect(scenario.problems().isEmpty)
    }

    @Test func `a request of three attempts needs ninety-three seconds`() {
        #expect(SystemSettings().longestRequest == .seconds(93))
        #expect(problems { $0.limits.drain = .seconds(93) }.isEmpty)
        #expect(
            problems { $0.limits.drain = .milliseconds(92_999) }
                == [.drainTooShort(needed: .seconds(93))]
        )
    }

    @Test func `there must be clients`() {
        #expect(problems { $0.clients = [] } == [.noClients])
    }

    @Test func `keys must be keys, and different`() {
        #expect(
            problems { $0.clients[1].sessionKey = "a b:c:d" }
                == [
                    .invalidSessionKey(
                        group: 1,
                        session: 5,
                        .forbiddenCharacter(.user, value: "a b")
                    )
                ]
        )
        #expect(
            problems { $0.clients[1].sessionKey = "one:and:only" }
                == [.repeatedSessionKey(group: 1, key: "one:and:only", first: 5, second: 6)]
        )
        #expect(
            problems {
                $0.clients[0].sessionKey = "a-5{n}:c:d"
                $0.clients[0].sessions = 11
                $0.clients[1].sessionKey = "a-{n}:c:d"
                $0.clients[1].sessions = 100
            } == [.repeatedSessionKey(group: 1, key: "a-51:c:d", first: 1, second: 51)]
        )
    }

    @Test func `placeholders must be known`() {
        #expect(
            problems { $0.clients[0].text = "{i} {sesion}" }
                == [.unknownPlaceholder(group: 0, .text, name: "sesion")]
        )
    }

    @Test func `no two requests of a session may have the same id`() {
        #expect(
            problems { $0.clients[0].requestID = "r{n}" } == [.repeatedRequestID(group: 0)]
        )
        #expect(
            problems { $0.clients[0].requestID = "{m}{i}\n" }
                == [
                    .unknownPlaceholder(group: 0, .requestID, name: "m"),
                    .invalidRequestID(group: 0),
                ]
        )
        #expect(problems { $0.clients[0].requestID = "{i}" }.isEmpty)
    }

    @Test func `failures may not be more than the whole`() {
        #expect(
            problems { $0.languageModel.error = Share(percent: 71) }
                == [.failureSharesExceedWhole(billionths: 1_010_000_000)]
        )
        #expect(problems { $0.languageModel.error = Share(percent: 70) }.isEmpty)
    }

    @Test func `a known violation must be checked for`() {
        #expect(
            problems {
                $0.expectation.always = .allBut(["a"])
                $0.expectation.verdict = .violated("a")
            } == [.expectedViolationNotChecked("a")]
        )
        #expect(problems { $0.expectation.verdict = .violated("a") }.isEmpty)
    }

    @Test func `faults strike what there is`() {
        func strike(_ selector: SessionSelector, _ trigger: Trigger = .step(1)) -> [ScenarioProblem]
        {
            problems { $0.faults = [FaultRule(.cancel(CancelFault(sessions: selector)), trigger)] }
        }
        #expect(
            strike(.list([1, 8])) == [.unknownSession(fault: 0, .selector, session: 8, sessions: 7)]
        )
        #expect(
            strike(.group("pager")) == [
                .unknownGroup(fault: 0, name: "pager", groups: ["web", "phone"])
            ]
        )
        #expect(strike(.triggering) == [.noTriggeringFact(fault: 0)])
        #expect(
            strike(.triggering, .after(FactCondition(fact: .serverCrashed)))
                == [.factWithoutSession(fault: 0, .serverCrashed)]
        )
        #expect(strike(.all, .after(FactCondition(fact: .serverCrashed))).isEmpty)

        var crash = CrashFault()
        crash.instance = 2
        #expect(
            problems { $0.faults = [FaultRule(.crash(crash), .step(1))] }
                == [.unknownInstance(fault: 0, instance: 2, instances: 1)]
        )
        #expect(
            problems {
                $0.system.instances = 2
                $0.faults = [FaultRule(.crash(crash), .step(1))]
            }.isEmpty
        )
    }

    @Test func `faults of the disk need one`() {
        let faults: [Fault] = [
            .powerLoss(PowerLossFault()), .schemaDowngrade(SchemaDowngradeFault()),
        ]
        for fault in faults {
            let found = problems {
                $0.store.kind = .memory
                $0.faults = [FaultRule(fault, .step(1))]
            }
            #expect(found == [.noDisk(fault: 0)])
        }
        let crashed = problems { $0.faults = [FaultRule(.crash(CrashFault()), .write(7))] }
        #expect(crashed == [.writeWithoutPowerLoss(fault: 0)])
        let struck = problems { $0.faults = [FaultRule(faults[0], .write(7))] }
        #expect(struck.isEmpty)
        let others: [Fault] = [
            .storeError(StoreErrorFault(error: .io)),
            .storeSlowness(StoreSlownessFault(latency: .constant(.zero), time: .seconds(1))),
        ]
        for fault in others {
            let found = problems {
                $0.store.kind = .memory
                $0.faults = [FaultRule(fault, .step(1))]
            }
            #expect(found.isEmpty)
        }
    }

    @Test func `a store is made an older one before a start while no server runs`() {
        let downgrade = FaultRule(
            .schemaDowngrade(SchemaDowngradeFault()),
            .at(.uniform(.seconds(5) ... .seconds(9)))
        )
        func with(_ rules: FaultRule..., instances: Int = 1) -> [ScenarioProblem] {
            problems {
                $0.system.instances = instances
                $0.faults = [downgrade] + rules
            }
        }
        func crash(_ instance: Int, _ trigger: Trigger) -> FaultRule {
            var fault = CrashFault()
            fault.instance = instance
            return FaultRule(.crash(fault), trigger)
        }
        let missing: [ScenarioProblem] = [.noLaterStart(fault: 0)]
        #expect(with() == missing)
        #expect(with(crash(1, .at(.uniform(.seconds(1) ... .seconds(3))))) == missing)
        #expect(with(crash(1, .at(.uniform(.seconds(1) ... .seconds(4))))).isEmpty)
        #expect(with(crash(1, .at(.exponential(mean: .seconds(1))))).isEmpty)
        #expect(with(crash(1, .step(1))).isEmpty)
        #expect(with(crash(1, .step(1)), instances: 2) == missing)
        #expect(with(crash(1, .step(1)), crash(2, .step(1)), instances: 2).isEmpty)
        let loss = FaultRule(.powerLoss(PowerLossFault()), .step(1))
        #expect(with(loss, instances: 2).isEmpty)
    }

    @Test func `triggers wait for what can be`() {
        var condition = FactCondition(fact: .phaseChanged)
        condition.session = 9
        #expect(
            problems { $0.faults = [FaultRule(.crash(CrashFault()), .after(condition))] }
                == [
                    .unknownSession(fault: 0, .trigger, session: 9, sessions: 7),
                    .sessionOfSessionlessFact(fault: 0, .phaseChanged),
                ]
        )
        #expect(
            problems {
                $0.faults = [FaultRule(.crash(CrashFault()), .every(.constant(.zero)))]
            } == [.intervalTooShort(fault: 0)]
        )
        func every(_ interval: Distribution<Duration>) -> [ScenarioProblem] {
            problems { $0.faults = [FaultRule(.crash(CrashFault()), .every(interval))] }
        }
        #expect(every(.exponential(mean: .seconds(5))).isEmpty)
        #expect(every(.normal(mean: .seconds(1), deviation: .seconds(1))).isEmpty)
        #expect(every(.exponential(mean: .microseconds(9))) == [.intervalTooShort(fault: 0)])
    }
}
