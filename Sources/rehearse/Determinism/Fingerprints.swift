import ScenarioFormat
import Simulator
import SimulationKernel

/// What the runs of a scenario did, a line each: seed, fingerprint, and what left the simulation.
///
/// Two processes print them and compare them as text.
struct Fingerprints {
    /// One run.
    struct Line: Equatable {
        let seed: UInt64
        let fingerprint: String
        /// What ran where the simulation does not decide, so that equal fingerprints prove nothing; nil:
        /// nothing did.
        let escape: String?
    }

    /// The runs, by seed.
    let lines: [Line]

    /// Runs a scenario at its seeds; `done` is called after each run, on the thread that ran it.
    init(
        _ entry: ScenarioLibrary.Entry,
        seeds: SeedOptions,
        exploration: ExplorationOptions,
        threads: Int,
        done: @escaping @Sendable () -> Void = {}
    ) {
        lines = exploration.sweep(of: entry, isMany: seeds.areMany, threads: threads)
            .run(seeds: seeds.seeds(for: entry.scenario).all) { _ in done() }
            .runs.map { run in
                Line(
                    seed: run.seed,
                    fingerprint: run.fingerprint.description,
                    escape: run.escape
                )
            }
    }

    /// Reads what another process printed; nil if that is something else.
    init?(text: String) {
        var lines: [Line] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t", maxSplits: 2)
            guard fields.count >= 2, let seed = UInt64(fields[0]) else { return nil }
            lines.append(
                Line(
                    seed: seed,
                    fingerprint: String(fields[1]),
                    escape: fields.count > 2 ? String(fields[2]) : nil
                )
            )
        }
        self.lines = lines
    }

    /// The lines, each with its end.
    var text: String {
        lines.map { line in
            let escape = line.escape.map { "\t" + $0.replacing("\n", with: " ") } ?? ""
            return "\(line.seed)\t\(line.fingerprint)\(escape)\n"
        }.joined()
    }
}
