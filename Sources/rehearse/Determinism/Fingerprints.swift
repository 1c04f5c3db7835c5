import ScenarioFormat
import Simulator
import SimulationKernel

/// What runs did, a line each: file and combination, seed, fingerprint.
///
/// Two processes print them and compare them as text.
struct Fingerprints {
    /// One run.
    struct Line: Equatable {
        let title: String
        let seed: UInt64
        let fingerprint: String
    }

    /// The runs, by file and seed.
    let lines: [Line]

    /// Runs scenarios at their seeds.
    init(
        _ entries: [ScenarioLibrary.Entry],
        seeds: SeedOptions,
        exploration: ExplorationOptions,
        threads: Int
    ) {
        lines = entries.flatMap { entry in
            exploration.sweep(of: entry, isMany: seeds.areMany, threads: threads)
                .run(seeds: seeds.seeds(for: entry.scenario).all).runs
                .map {
                    Line(
                        title: entry.title,
                        seed: $0.seed,
                        fingerprint: $0.fingerprint.description
                    )
                }
        }
    }

    /// Reads what another process printed; nil if that is something else.
    init?(text: String) {
        var lines: [Line] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t")
            guard fields.count == 3, let seed = UInt64(fields[1]) else { return nil }
            lines.append(
                Line(title: String(fields[0]), seed: seed, fingerprint: String(fields[2]))
            )
        }
        self.lines = lines
    }

    /// The lines, each with its end.
    var text: String {
        lines.map { "\($0.title)\t\($0.seed)\t\($0.fingerprint)\n" }.joined()
    }
}
