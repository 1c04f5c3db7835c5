import PlantedDefects
import Scenarios
import SimulatedWorld

/// Runs one planted defect through a hunting ground until an invariant that should see it does.
struct DefectHunt {
    let ground: HuntingGround

    /// Where and how a defect showed.
    struct Catch: Equatable {
        /// The invariants that were violated there, those expected first.
        let invariants: [String]
        /// Whether one of them is an expected one.
        let isExpected: Bool
        /// The scenario.
        let scenario: String
        /// The seed.
        let seed: UInt64
        /// How many seeds of each scenario it took.
        let rounds: Int
        /// How many runs it took.
        let runs: Int
    }

    /// What came of a hunt.
    struct Result {
        /// The first run in which an expected invariant was violated, else the first in which any
        /// was; nil if none was.
        let caught: Catch?
        /// How many runs were made.
        let runs: Int
    }

    /// Hunts a defect.
    func hunt(_ defect: PlantedDefect, progress: Progress) -> Result {
        let architecture = Architecture(name: defect.id, assemble: defect.assemble)
        let expected = defect.expected
        let findings = ground.search {
            defer { progress.advance() }
            return HuntingGround.violations(at: $0, of: architecture)
        } until: {
            $0.contains(where: expected.contains)
        }
        let isCaught = findings.last?.contains(where: expected.contains) == true
        let index = isCaught ? findings.indices.last : findings.firstIndex { !$0.isEmpty }
        let caught = index.map { index in
            let site = ground.sites[index]
            let violated = findings[index]
            return Catch(
                invariants: violated.filter(expected.contains)
                    + violated.filter { !expected.contains($0) },
                isExpected: isCaught,
                scenario: site.scenario.name,
                seed: site.seed,
                rounds: site.round,
                runs: index + 1
            )
        }
        return Result(caught: caught, runs: findings.count)
    }
}
