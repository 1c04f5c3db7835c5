import PlantedDefects
import Reporting
import ScenarioFormat
import Scenarios
import SimulatedWorld
import Simulator

/// Shrinks the failures of a command one after the other, as long as there is time.
final class FailureShrinker {
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

    /// Shrinks a failure, and writes the result as a scenario file.
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
        let shrinker = Shrinker(
            invariant: invariant,
            architecture: defect.map { Architecture(name: $0.id, assemble: $0.assemble) }
                ?? .rehearsed,
            jobs: threads
        )
        let shrunk = shrinker.shrink(scenario, seed: seed) { [stopwatch] in
            stopwatch.elapsed >= end || Interruption.isAsked
        }
        guard let shrunk else { return nil }
        let plain = Reproduction.stem(of: scenario, seed: seed, invariant: nil)
        let stem =
            stems.contains(plain)
            ? Reproduction.stem(of: scenario, seed: seed, invariant: invariant) : plain
        stems.append(stem)
        let reproduction = Reproduction(
            shrunk,
            of: origin,
            stem: stem,
            in: folder,
            defect: defect
        )
        try reproduction.write()
        return reproduction
    }
}
