import EventsAndEffects
import Histories
import Invariants
import Scenarios
import SimulationKernel

/// Takes the facts of a run: for the checkers, for `sometimes`, and for a recording if one is made.
final class RunSink: FactSink {
    let checkers: CheckerSet
    let sometimes: SometimesObserver
    /// What tells the states of a search apart, if they are recorded.
    let digest: ObservationDigest?
    /// What tells situations, if they are recorded.
    let coverage: CoverageObserver?
    private let header: HistoryHeader
    private let recordsHistory: Bool
    private var facts: [Fact] = []

    init(plan: Plan, recordsHistory: Bool, recording: RunRecording) {
        let scenario = plan.scenario
        header = HistoryHeader(
            scenario: scenario.name,
            seed: plan.seed,
            settings: HistorySettings(scenario),
            observed: FactKind.allCases
        )
        let keys = (1...max(1, plan.sessionCount)).map { plan.session($0).key.text }
        checkers = CheckerSet(
            scenario.expectation.checkedInvariants,
            header: header,
            sessions: SessionTable(keys: keys)
        )
        sometimes = SometimesObserver(scenario.expectation.sometimes)
        self.recordsHistory = recordsHistory
        digest = recording.contains(.states) ? ObservationDigest() : nil
        coverage =
            recording.contains(.coverage)
            ? CoverageObserver(namesMoments: recording.contains(.anchors)) : nil
    }

    func record(_ fact: Fact) {
        checkers.record(fact)
        sometimes.record(fact)
        if recordsHistory { facts.append(fact) }
        digest?.record(fact)
        coverage?.record(fact)
    }

    /// The recording, if one was made.
    func history(fingerprint: Fingerprint, sessions: SessionTable) -> History? {
        guard recordsHistory else { return nil }
        var header = header
        header.fingerprint = fingerprint.description
        return History(header: header, sessions: sessions, facts: facts)
    }
}

extension Expectation {
    /// The invariants that must always hold; nil is all.
    var checkedInvariants: [String]? {
        switch always {
        case .all: nil
        case .only(let ids): ids
        case .allBut(let ids):
            InvariantRegistry.all.map(\.id).filter { !ids.contains($0) }
        }
    }
}

extension HistorySettings {
    /// The settings of a scenario that checkers need.
    init(_ scenario: Scenario) {
        self.init()
        let system = scenario.system
        acknowledgements = system.acknowledgements
        acknowledgementTimeout = system.acknowledgementTimeout.units
        agentTimeout = system.agentTimeout.units
        retryDelay = system.retryDelay.units
        maximumAttempts = system.maximumAttempts
        effectTimeToLive = system.effectTimeToLive?.units
        streaming = system.streaming == .live ? .live : .outbox
        pollInterval = system.effectPollInterval.units
        queueInterval = system.eventQueueInterval.units
        instances = system.instances
        lease = system.lease.units
        resendingSessions = zip(scenario.clients, scenario.sessionNumbers)
            .filter { $0.0.resend && !$0.1.isEmpty }
            .map { $0.1.lowerBound...($0.1.upperBound - 1) }
    }
}
