import ArgumentParser
import PlantedDefects
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// A run that is to be explained: of a scenario, or of a recording.
struct ExplainedRun {
    /// What is run.
    let scenario: Scenario
    /// Which run of it.
    let run: RunIdentity
    /// Which faults are on; nil: all.
    let subset: FaultSubset?
    /// On what.
    let architecture: Architecture

    /// Makes the run, with its facts.
    func record() -> RunOutcome {
        SimulationRun(
            scenario: scenario,
            seed: run.seed,
            architecture: architecture,
            subset: subset,
            scheduling: run.scheduling,
            recordsHistory: true
        ).run()
    }

    /// The run of a recording: its scenario says how it is scheduled.
    ///
    /// - Throws: as `RecordingFile`, and if its architecture is not there.
    init(_ file: RecordingFile, defect: PlantedDefect?) throws {
        scenario = file.scenario
        run = RunIdentity(seed: file.recording.seed)
        subset =
            file.recording.isSwarm ? FaultSubset(of: scenario, seed: file.recording.seed) : nil
        architecture = try defect.map { Architecture($0) } ?? file.architecture()
    }

    /// A run of a scenario's file; a recording beside it says what it is run on.
    ///
    /// - Throws: `ValidationError` if it is not one scenario; as `ScenarioOptions.load`, and
    ///   `RecordingFile`.
    init(
        _ path: String,
        seed: UInt64?,
        strategy: SchedulingStrategy?,
        isSwarm: Bool,
        defect: PlantedDefect?
    ) throws {
        let entry = try ScenarioOptions.one(path)
        scenario = entry.scenario
        let seed = seed ?? entry.scenario.seed
        run = RunIdentity(
            seed: seed,
            scheduling: strategy?.policy(for: entry.scenario, seed: seed)
        )
        subset = isSwarm ? FaultSubset(of: entry.scenario, seed: seed) : nil
        let recording = RecordingFile.path(besideScenario: path)
        if let defect {
            architecture = Architecture(defect)
        } else if RecordingFile.exists(recording) {
            architecture = try RecordingFile(path: recording).architecture()
        } else {
            architecture = .rehearsed
        }
    }
}
