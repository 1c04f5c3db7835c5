import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// Keeps the failures of a command as files, one after the other: shrunk as long as there is time,
/// and recorded, so that they can be replayed.
final class FailureShrinker {
    /// What is left of a failure that was not shrunk.
    struct Specimen {
        /// What failed, with the policy of that run.
        let scenario: Scenario
        /// The seed at which it did.
        let seed: UInt64
        /// Whether only the faults were on that the seed drew.
        let isSwarm: Bool
        /// What failed.
        let invariant: String
    }

    private let stopwatch = Stopwatch()
    private let time: Int64
    private let threads: Int
    private let defect: PlantedDefect?
    private let folder: String
    private var spent: Int64 = 0
    private var stems: [String] = []

    /// Makes a shrinker with so many nanoseconds in all, that writes to a folder.
    init(time: Int64, threads: Int, defect: PlantedDefect?, folder: String) {
        self.time = time
        self.threads = threads
        self.defect = defect
        self.folder = folder
    }

    /// Leaves files of a failure, and says in it where they are: shrunk if there is the time, else
    /// as it was.
    ///
    /// - Parameters:
    ///   - failure: The failure.
    ///   - specimen: What is left of it if it is not shrunk.
    ///   - concrete: What failed, without faults that were off; nil: the specimen's scenario.
    ///   - origin: The scenario's file, or what else it is from.
    /// - Throws: `ExitCode` 70 if a file cannot be written.
    func keep(
        _ failure: inout Failure,
        _ specimen: Specimen,
        concrete: Scenario? = nil,
        origin: String
    ) throws {
        failure.shrunk = try shrink(
            concrete ?? specimen.scenario,
            seed: specimen.seed,
            invariant: specimen.invariant,
            origin: origin
        )?.line
        failure.recording = try failure.shrunk?.path ?? record(specimen)
    }

    /// Shrinks a failure, and writes the result as a scenario file with its recorded schedule.
    ///
    /// - Parameters:
    ///   - scenario: What failed, with the policy and the faults of that run.
    ///   - seed: The seed at which it did.
    ///   - invariant: What failed.
    ///   - origin: The scenario's file, or what else it is from.
    /// - Returns: the file; nil if there is no time left, or the failure does not show in the
    ///   scenario when it stands alone.
    /// - Throws: `ExitCode` 70 if the file cannot be written.
    func shrink(
        _ scenario: Scenario,
        seed: UInt64,
        invariant: String,
        origin: String
    ) throws -> Reproduction? {
        guard spent < time, !Interruption.isAsked else { return nil }
        let began = stopwatch.elapsed
        let end = began + time - spent
        defer { spent += stopwatch.elapsed - began }
        let shrinker = Shrinker(invariant: invariant, architecture: architecture, jobs: threads)
        let shrunk = shrinker.shrink(scenario, seed: seed) { [stopwatch] in
            stopwatch.elapsed >= end || Interruption.isAsked
        }
        guard let shrunk else { return nil }
        let reproduction = Reproduction(
            shrunk,
            of: origin,
            stem: stem(for: scenario, seed: seed, invariant: invariant),
            in: folder,
            defect: defect
        )
        try reproduction.write()
        return reproduction
    }

    /// Records a failure as it is.
    ///
    /// - Returns: the file; nil if the failure does not show in a run that is repeated by itself.
    /// - Throws: `ExitCode` 70 if the file cannot be written.
    func record(_ specimen: Specimen) throws -> String? {
        let stem = stem(
            for: specimen.scenario,
            seed: specimen.seed,
            invariant: specimen.invariant
        )
        var scenario = specimen.scenario
        scenario.name = stem
        let recording = Recording(
            scenario,
            as: ScenarioWriter().write(scenario),
            seed: specimen.seed,
            isSwarm: specimen.isSwarm,
            violating: specimen.invariant,
            on: architecture
        )
        guard let recording else { return nil }
        let path = "\(folder)/\(stem)\(RecordingFile.ending)"
        try Files.write(recording.text, to: path)
        return path
    }

    private var architecture: Architecture { defect.map { Architecture($0) } ?? .rehearsed }

    /// The name of a failure's files: with the invariant where the seed has failed otherwise, too.
    private func stem(for scenario: Scenario, seed: UInt64, invariant: String) -> String {
        let plain = Reproduction.stem(of: scenario, seed: seed, invariant: nil)
        let full = Reproduction.stem(of: scenario, seed: seed, invariant: invariant)
        let further = (2...).lazy.map { "\(full)-\($0)" }
        let stem =
            [plain, full].first { !stems.contains($0) } ?? further.first { !stems.contains($0) }
            ?? full
        stems.append(stem)
        return stem
    }
}
