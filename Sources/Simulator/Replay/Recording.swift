import Histories
import Invariants
package import Scenarios
package import SimulatedWorld
package import SimulationKernel

/// A run that failed, written down so that exactly the same run can be made again: what it was of,
/// and every decision of its schedule.
///
/// Unlike a seed, which a changed program may spend on another run, it cannot silently show something
/// else: a program that no longer makes the recorded choices is found out at the first that differs.
package struct Recording: Equatable, Sendable {
    /// The violation that it shows.
    package struct Finding: Equatable, Sendable {
        /// The invariant that does not hold.
        package let invariant: String
        /// The step at which that shows.
        package let step: UInt64

        /// Makes a finding.
        package init(invariant: String, step: UInt64) {
            self.invariant = invariant
            self.step = step
        }
    }

    /// The root seed.
    package let seed: UInt64
    /// The architecture's name.
    package let architecture: String
    /// Whether only the faults were on that the seed drew.
    package let isSwarm: Bool
    /// What the run did, in 64 bits.
    package let fingerprint: Fingerprint
    /// What it violates.
    package let finding: Finding
    /// Every choice and its answer.
    package let schedule: Schedule
    /// What it was seen to do; nil in a recording of an older version.
    package let trail: FactTrail?
    /// The scenario, as the text of a file.
    package let scenario: String

    /// Puts together what was recorded.
    package init(
        seed: UInt64,
        architecture: String,
        isSwarm: Bool = false,
        fingerprint: Fingerprint,
        finding: Finding,
        schedule: Schedule,
        trail: FactTrail?,
        scenario: String
    ) {
        self.seed = seed
        self.architecture = architecture
        self.isSwarm = isSwarm
        self.fingerprint = fingerprint
        self.finding = finding
        self.schedule = schedule
        self.trail = trail
        self.scenario = scenario
    }

    /// Makes the run again, with its facts, on an architecture; `scenario` is what the text says.
    ///
    /// - Returns: the run: as far as it goes along with the recording, if it does not to the end.
    package func replay(_ scenario: Scenario, on architecture: Architecture) -> RunOutcome {
        SimulationRun(
            scenario: scenario,
            seed: seed,
            architecture: architecture,
            subset: isSwarm ? FaultSubset(of: scenario, seed: seed) : nil,
            recordsHistory: true,
            following: schedule
        ).run()
    }
}

extension Recording {
    /// Records a run of a scenario, which a file says as `text`, that violates an invariant; nil if
    /// the run by itself does not violate it.
    package init?(
        _ scenario: Scenario,
        as text: String,
        seed: UInt64,
        isSwarm: Bool = false,
        violating invariant: String,
        on architecture: Architecture
    ) {
        let run = SimulationRun(
            scenario: scenario,
            seed: seed,
            architecture: architecture,
            subset: isSwarm ? FaultSubset(of: scenario, seed: seed) : nil,
            recordsHistory: true,
            recording: .schedule
        ).run()
        guard let schedule = run.schedule,
            let violation = run.violations.first(where: { $0.invariant == invariant })
        else { return nil }
        self.init(
            seed: seed,
            architecture: architecture.name,
            isSwarm: isSwarm,
            fingerprint: run.fingerprint,
            finding: Finding(invariant: invariant, step: violation.conflicting.step),
            schedule: schedule,
            trail: run.history.map(FactTrail.init),
            scenario: text
        )
    }
}
