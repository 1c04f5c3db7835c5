import Histories
import Invariants
import Scenarios
import Simulator

/// One failure with its evidence, for a terminal.
package struct FailureBlock {
    private static let listedSeeds = 5

    private let failure: Failure
    private let result: ScenarioResult
    private let style: TextStyle

    /// Makes the block of a failure of a scenario.
    package init(_ failure: Failure, of result: ScenarioResult, style: TextStyle) {
        self.failure = failure
        self.result = result
        self.style = style
    }

    /// The lines.
    package var lines: [String] {
        let seed = failure.group.seeds[0]
        let fact = failure.violation.conflicting
        var lines = [
            style.paint("FAIL \(failure.group.invariant)", .bad)
                + "  \(result.title)  seed \(seed)  t=\(TimeText.seconds(fact.time)) step \(fact.step)",
            "  \(failure.violation.message)",
        ]
        if let first = failure.violation.first {
            lines.append(
                "  first:       " + FactWording.line(for: first, sessions: failure.sessions)
            )
        }
        lines.append("  conflicting: " + FactWording.line(for: fact, sessions: failure.sessions))
        if !failure.chain.links.isEmpty { lines.append("  cause: " + failure.chain.text) }
        if let subset { lines.append("  swarm: " + subset.words) }
        if let extent { lines.append("  also: " + extent) }
        if let shrunk = failure.shrunk {
            lines.append("  shrunk: \(shrunk.sizes): \(shrunk.path)")
        }
        if let replay = result.replay(of: failure) { lines.append("  replay: " + replay) }
        lines.append("  reproduce: " + style.paint(result.reproduction(of: failure), .heading))
        return lines
    }

    /// Which faults were on, if it was a run of a swarm.
    private var subset: FaultSubset? {
        result.outcome.runs.first { $0.identity == failure.group.first }?.subset
    }

    /// Where else it failed; nil if nowhere.
    private var extent: String? {
        var parts: [String] = []
        let more = failure.violationCount - 1
        if more > 0 {
            parts.append("\(NumberText.count(more, "further violation")) at this seed")
        }
        let seeds = failure.group.seeds.dropFirst()
        if !seeds.isEmpty {
            let listed = seeds.prefix(Self.listedSeeds).map(String.init).joined(separator: ", ")
            let rest = seeds.count - Self.listedSeeds
            let ending = rest > 0 ? " and \(NumberText.grouped(rest)) more seeds" : ""
            parts.append((seeds.count == 1 ? "seed " : "seeds ") + listed + ending)
        }
        if failure.group.runCount > failure.group.seeds.count {
            let more = failure.group.runCount - 1
            parts.append(NumberText.count(more, "further schedule"))
        }
        if failure.otherPlaces > 0 {
            parts.append("\(NumberText.count(failure.otherPlaces, "further point")) of the sweep")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
